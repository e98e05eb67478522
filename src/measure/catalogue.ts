/** Every measure, listed once, in the order in which documents, tables and exports show them. */
import { boundary } from './communities/boundary.ts';
import { bridging } from './communities/bridging.ts';
import { communities } from './communities/communities.ts';
import { communityLife } from './communities/community-life.ts';
import { communityStability } from './communities/community-stability.ts';
import { formalLivedOverlap } from './communities/formal-lived-overlap.ts';
import { answerTime } from './dynamics/answer-time.ts';
import { burstiness } from './dynamics/burstiness.ts';
import { closure } from './dynamics/closure.ts';
import { flowDirection } from './dynamics/flow-direction.ts';
import { flowHierarchy } from './dynamics/flow-hierarchy.ts';
import { persistence } from './dynamics/persistence.ts';
import { reciprocity } from './dynamics/reciprocity.ts';
import { turningTo } from './dynamics/turning-to.ts';
import { upDownAcross } from './dynamics/up-down-across.ts';
import { answeredEqually } from './equipotency/answered-equally.ts';
import { centralisation } from './equipotency/centralisation.ts';
import { dependence } from './equipotency/dependence.ts';
import { integration } from './equipotency/integration.ts';
import { lead } from './equipotency/lead.ts';
import { leadRotation } from './equipotency/lead-rotation.ts';
import { openness } from './equipotency/openness.ts';
import { participation } from './equipotency/participation.ts';
import { rankAndLead } from './equipotency/rank-and-lead.ts';
import { supplyAndConsume } from './equipotency/supply-and-consume.ts';
import type { Measure } from './network/measure.ts';

export const catalogue: readonly Measure[] = [
  communities,
  communityStability,
  formalLivedOverlap,
  boundary,
  bridging,
  communityLife,

  participation,
  supplyAndConsume,
  lead,
  leadRotation,
  centralisation,
  openness,
  answeredEqually,
  dependence,
  rankAndLead,
  integration,

  reciprocity,
  answerTime,
  persistence,
  closure,
  flowDirection,
  flowHierarchy,
  upDownAcross,
  burstiness,
  turningTo,
];
