/** Figures as PNG: a document needs pictures, and only the page can draw SVG. */
import type { MadeReport } from '../../../worker/report-job.ts';

/** Pixels of the picture for one of the SVG: sharp in print. */
const SCALE = 2;

/** By the id of the figure. Rejects where the browser cannot draw one. */
export async function drawPictures(figures: MadeReport['figures']): Promise<Record<string, Uint8Array>> {
  const pictures: Record<string, Uint8Array> = {};
  for (const { id, svg, width, height } of figures) pictures[id] = await drawPicture(svg, width, height);
  return pictures;
}

async function drawPicture(svg: string, width: number, height: number): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(width * SCALE, height * SCALE);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
