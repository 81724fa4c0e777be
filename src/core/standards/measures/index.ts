/** What each kind of measure finds at a moment: the table of contents of the rules. */
import { nothing } from '../measured.ts';
import type { Moment } from '../moment.ts';
import type { Measure, Measured } from '../types.ts';
import { measureAreaPer1000People, measureCapacityRatio, measureCapacityTotal } from './capacity.ts';
import { measureUtilisation } from './capacity-shares.ts';
import { measureHierarchy, measureServiceComposition } from './composition.ts';
import { measureCountTotal, measureMilestone } from './counts.ts';
import { measureDensityDistance, measureDistanceShare } from './distance.ts';
import {
  measureAdjacencyShare,
  measureAreaPerBed,
  measureAttributeShare,
  measurePerFacilityCondition,
} from './facility-shares.ts';
import { measureConditionalPresence, measureCountPerUnit, measurePresenceShare } from './presence.ts';
import { measureAreaPer100Households, measureResidencePresence } from './residences.ts';
import { measurePerUnitValue, measurePopulation } from './units.ts';

/**
 * The value of a measure in the unit of its row, as a range where data are missing; null where there is nothing to
 * measure. Shares are per cent. Nothing of the moment is changed. Throws on a parameter that the pack does not have.
 */
export function measure(asked: Measure, moment: Moment): Measured {
  switch (asked.kind) {
    case 'distance_share':
      return measureDistanceShare(asked, moment);
    case 'density_distance':
      return measureDensityDistance(asked, moment);
    case 'presence_share':
      return measurePresenceShare(asked, moment);
    case 'residence_presence':
      return measureResidencePresence(asked, moment);
    case 'count_total':
      return measureCountTotal(asked, moment);
    case 'count_per_unit':
      return measureCountPerUnit(asked, moment);
    case 'conditional_presence':
      return measureConditionalPresence(asked, moment);
    case 'capacity_ratio':
      return measureCapacityRatio(asked, moment);
    case 'capacity_total':
      return measureCapacityTotal(asked, moment);
    case 'area_per_100hh':
    case 'area_per_100hh_share':
      return measureAreaPer100Households(asked, moment);
    case 'adjacency_share':
      return measureAdjacencyShare(asked, moment);
    case 'attribute_share':
      return measureAttributeShare(asked, moment);
    case 'utilisation':
      return measureUtilisation(asked, moment);
    case 'per_facility_condition':
      return measurePerFacilityCondition(asked, moment);
    case 'service_composition':
      return measureServiceComposition(asked, moment);
    case 'hierarchy':
      return measureHierarchy(asked, moment);
    case 'milestone':
      return measureMilestone(asked, moment);
    case 'per_unit_value':
      return measurePerUnitValue(asked, moment);
    case 'population':
      return measurePopulation(asked, moment);
    case 'area_per_1000_people':
      return measureAreaPer1000People(asked, moment);
    case 'area_per_bed':
      return measureAreaPerBed(asked, moment);
    case 'reported_value':
      return nothing(['reported']);
  }
}
