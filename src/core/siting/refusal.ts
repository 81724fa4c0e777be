/** A question of siting that the data cannot answer. */

export type RefusalCode =
  /** `value`: how many conditions keep out; 0 where the project has none of the source. */
  | 'no_candidates'
  /** `value`: the id that no candidate has. */
  | 'unknown_site'
  /** A rule by subdistrict, and no candidate lies in one; `value`: how many candidates there are. */
  | 'no_subdistricts'
  /** A budget, and no candidate has a cost; `value`: how many there are. */
  | 'no_costs'
  /** A budget, and a site that must be chosen has no cost; `value`: its id. */
  | 'forced_without_cost'
  /** Rooms are asked for, and no candidate says how many places it would have; `value`: how many there are. */
  | 'no_places'
  /** The same for a site that must be chosen; `value`: its id. */
  | 'forced_without_places'
  /** Several services by another aim than coverage, and room with the worst-off first; `value`: the model. */
  | 'one_service_only'
  | 'no_capacities_for_worst'
  /** Several services, and an id to force that does not say for which; `value`: the id. */
  | 'which_service'
  /** A scope that names what is neither area nor residence; `value`: the id. */
  | 'unknown_area'
  /** Nobody with the weight that was asked for; `value`: that weight. */
  | 'nobody'
  /** `value`: how many are too many. */
  | 'too_many_pairs';

/** Thrown while a question is prepared: the user can mend it, and is told by code and value. */
export class SitingRefusal extends Error {
  override name = 'SitingRefusal';
  readonly code: RefusalCode;
  readonly value: string | number;

  constructor(code: RefusalCode, value: string | number) {
    super(`siting refused: ${code} (${value})`);
    this.code = code;
    this.value = value;
  }
}
