/** Groups of facility types that share one symbol. Seven shapes can be told apart at a glance, fifty cannot. */
export const FACILITY_KINDS = [
  'day_care',
  'meals',
  'complex',
  'station',
  'institution',
  'care',
  'medical',
  'other',
] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

/** Type code -> group. A code outside this table is drawn as `other`. */
export const KIND_OF_TYPE: Readonly<Record<string, FacilityKind>> = {
  day_care: 'day_care',
  meals: 'meals',
  meal_point: 'meals',
  canteen: 'meals',
  meal_center: 'meals',
  central_kitchen: 'meals',
  complex: 'complex',
  regional_center: 'complex',
  station: 'station',
  mutual_point: 'station',
  activity_room: 'station',
  institution: 'institution',
  public_institution: 'institution',
  rural_home: 'institution',
  smart_home: 'institution',
  care: 'care',
  care_center: 'care',
  nursing_center: 'care',
  memory_home: 'care',
  rehab_union: 'care',
  rehab: 'care',
  medical: 'medical',
};

/** The group of a facility by its types: that of the first type in our table, so the order of a ledger's types decides. */
export function findFacilityKind(types: readonly string[]): FacilityKind {
  for (const type of types) {
    const kind = KIND_OF_TYPE[type];
    if (kind !== undefined) return kind;
  }
  return 'other';
}
