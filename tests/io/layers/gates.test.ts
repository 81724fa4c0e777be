import { describe, expect, it } from 'vitest';
import { flatgeobuf } from '../../../src/io/formats/flatgeobuf.ts';
import { geojson } from '../../../src/io/formats/geojson.ts';
import { writeGates } from '../../../src/io/layers/write.ts';
import { degrees, features, oddities, PLACES, point, read, readBack, sheet } from './place.ts';

describe('gates', () => {
  it('belong to a residence by its id, several to one, in the order of the file', () => {
    const table = sheet(
      '大门.csv',
      ['所属小区', '经度', '纬度', '朝向'],
      ['001', 118.7, 32, '南'],
      ['001', 118.71, 32, ''],
      [2, 118.72, 32, '北'],
    );
    const { gates, problems } = read({ gates: [table] });
    expect(gates).toEqual([
      { residenceId: '001', position: [118.7, 32], attributes: { 朝向: '南' } },
      { residenceId: '001', position: [118.71, 32], attributes: {} },
      { residenceId: '2', position: [118.72, 32], attributes: { 朝向: '北' } },
    ]);
    expect(oddities(problems)).toEqual([]);
  });

  it('of no residence, or of one that is not there, are not lost', () => {
    const table = sheet('gates.csv', ['residence_id', 'lon', 'lat'], ['', 118.7, 32], ['zz', 118.71, 32]);
    expect(read({ gates: [table] }).gates.map(({ residenceId }) => residenceId)).toEqual(['', 'zz']);
  });

  it('without a usable place are left out and told with the residence', () => {
    const table = sheet(
      'gates.csv',
      ['residence_id', 'lon', 'lat'],
      ['r1', '', ''],
      ['r2', '东门', 32],
      ['r3', 118.7, 32],
    );
    const { gates, problems } = read({ gates: [table] });
    expect(gates.map(({ residenceId }) => residenceId)).toEqual(['r3']);
    expect(problems.filter(({ action }) => action === 'left_out').map(({ id, code, row }) => [id, code, row])).toEqual([
      ['r1', 'coordinates_missing', 2],
      ['r2', 'coordinate_not_number', 3],
    ]);
  });

  it.each([geojson, flatgeobuf])('written and read again are the same in $id', async (format) => {
    const rows = PLACES.map(([, x, y], i): Parameters<typeof features>[1] => [
      { residence_id: `00${i}`, 宽: 2.5, 号: '07' },
      point(degrees(x), y),
    ]);
    const { gates } = read({ gates: [features('gates.geojson', ...rows)] });
    expect(gates).toHaveLength(2);
    const back = await readBack('gates', writeGates(gates, 'gates'), format);
    expect(back.gates.toSorted((a, b) => (a.residenceId < b.residenceId ? -1 : 1))).toEqual(gates);
  });
});
