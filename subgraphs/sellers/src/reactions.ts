import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { hearPlan } from '@heitu/kit/data/calendar-years';
import { on } from '@heitu/kit/messages/relay';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { measureTaken } from '@heitu/events/trust.measure-taken.v1';
import { correctionGranted } from '@heitu/events/trust.correction-granted.v1';
import { staffNameCorrected } from '@heitu/events/trust.staff-name-corrected.v1';
import { consentChanged } from '@heitu/events/trust.consent-changed.v1';
import { CorrectedName } from './asks/trust.ts';
import type { SellersContext } from './context.ts';
import { FACE_PURPOSE } from './grower/grower.policy.ts';
import { hideFacesOf } from './grower/hide-faces.ts';
import { correctName, correctStaffName } from './party/correct-name.ts';
import { eraseAccount } from './party/erase-account.ts';
import { recordMeasure } from './party/record-measure.ts';

/** What it should be now: of several that were granted the newest, whichever is told of last. */
const grantedName = async (
  context: SellersContext,
  { correctionId }: { correctionId: string },
): Promise<string | null> => (await context.peers.query(CorrectedName, { correctionId })).correctedName;

export const reactions = [
  on(calendarPublished, 'keep-calendar', (context: SellersContext, tx, plan) =>
    hearPlan(tx.em, plan, context.clock.now()),
  ),
  on(measureTaken, 'record-measure', (context: SellersContext, tx, measure) => recordMeasure(context, tx, measure)),
  on(consentChanged, 'hide-faces', async (context: SellersContext, tx, { accountId, purpose, granted }) => {
    if (purpose === FACE_PURPOSE && !granted) await hideFacesOf(context, tx, accountId);
  }),
  on(
    correctionGranted,
    'correct-name',
    (context: SellersContext, tx, { partyId }, name: string | null) => correctName(context, tx, partyId, name),
    grantedName,
  ),
  on(
    staffNameCorrected,
    'correct-staff-name',
    (context: SellersContext, tx, { accountId }, name: string | null) => correctStaffName(context, tx, accountId, name),
    grantedName,
  ),
  on(accountErased, 'erase-account', (context: SellersContext, tx, { accountId }) =>
    eraseAccount(context, tx, accountId),
  ),
];
