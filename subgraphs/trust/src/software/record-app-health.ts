import { chinaDate } from '@heitu/kit/rules/calendar';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { rowsOf } from '@heitu/kit/data/orm';
import { lockRows } from '@heitu/kit/data/only-one';
import { uploaderOf } from '@heitu/kit/privacy/uploads';
import { parse } from '@heitu/kit/rules/validate';
import type { entities, TrustContext, TrustRows } from '../context.ts';
import { SoftwareDay, SoftwareTeller } from './software.entity.ts';
import { COUNTED_A_DAY_MAX, TOLD_BYTES_MAX, toldOfSoftware, type ToldOfSoftware } from './software.policy.ts';

/**
 * `POST /app-health`, from our software on anybody's phone. Whoever tells counts one time a day for each release, and
 * one time for each thing that went wrong: an account, or the network of who is not signed in. So nobody can tell more
 * crashes than uses, and one who does not tell the truth is one of all (10.5.cv, 10.5.cw).
 */
export async function recordAppHealth(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  const told = request.body.length > TOLD_BYTES_MAX ? null : read(request.body.toString());
  if (!told) return { status: 400 };
  await countUse(context, told, { day: chinaDate(context.clock.now()), who: uploaderOf(context) });
  return { status: 204 };
}

type Counting = Pick<TrustContext, 'em' | 'vault' | 'newId'>;

function read(text: string): ToldOfSoftware | null {
  try {
    const valid = parse(toldOfSoftware, JSON.parse(text));
    return valid.ok ? valid.value : null;
  } catch {
    return null;
  }
}

/**
 * Counts what somebody's software told on a day. Not by `context.transaction`: counting is no act, and nothing for the
 * audit trail.
 */
const countUse = (
  context: Counting,
  { client, release, strayedTo, ...told }: ToldOfSoftware,
  { day, who }: { day: string; who: string },
): Promise<void> =>
  context.em.fork().transactional(async (em) => {
    const rows = rowsOf<typeof entities>(em);
    const teller = context.vault.blindIndex('software-teller', `${who} ${client} ${release}`);
    const key = { day, teller };
    if (!(await lockRows({ em }, SoftwareTeller, key))) {
      if ((await countedOn(rows, day)) >= COUNTED_A_DAY_MAX) return;
      const nothing = { started: false, crashed: false, frozen: false, strayed: false };
      await em.upsert(
        SoftwareTeller,
        { id: context.newId(), ...key, ...nothing },
        { onConflictFields: ['day', 'teller'], onConflictAction: 'ignore' },
      );
      await lockRows({ em }, SoftwareTeller, key);
    }
    const before = await rows
      .selectFrom('SoftwareTeller')
      .select(['started', 'crashed', 'frozen', 'strayed'])
      .where('day', '=', day)
      .where('teller', '=', teller)
      .executeTakeFirstOrThrow();
    // What they have told before is not counted again.
    const fresh = {
      started: !before.started,
      crashed: told.crashed && !before.crashed,
      frozen: told.frozen && !before.frozen,
      strayed: strayedTo !== undefined && !before.strayed,
    };
    if (Object.values(fresh).every((is) => !is)) return;
    await em.nativeUpdate(SoftwareTeller, key, onlyTrue({ ...fresh, started: true }));
    await add(context, em, { day, client, release }, fresh, strayedTo ?? null);
  });

const countedOn = async (rows: TrustRows, day: string): Promise<number> => {
  const { all } = await rows
    .selectFrom('SoftwareDay')
    .select(({ fn }) => fn.sum<number>('started').as('all'))
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  return Number(all ?? 0);
};

type Fresh = Readonly<Record<'started' | 'crashed' | 'frozen' | 'strayed', boolean>>;
const onlyTrue = (of: Fresh): Partial<Fresh> => Object.fromEntries(Object.entries(of).filter(([, is]) => is));

async function add(
  context: Counting,
  em: TrustContext['em'],
  key: { day: string } & Pick<ToldOfSoftware, 'client' | 'release'>,
  fresh: Fresh,
  strayedTo: string | null,
): Promise<void> {
  // The row is there before it is added to: of two that are the first at once one would wait for the other for ever.
  if (!(await lockRows({ em }, SoftwareDay, key)))
    await em.upsert(
      SoftwareDay,
      { id: context.newId(), ...key, started: 0, crashed: 0, frozen: 0, strayed: 0, strayedTo: null },
      { onConflictFields: ['day', 'client', 'release'], onConflictAction: 'ignore' },
    );
  await rowsOf<typeof entities>(em)
    .updateTable('SoftwareDay')
    .set((eb) => ({
      started: eb('started', '+', Number(fresh.started)),
      crashed: eb('crashed', '+', Number(fresh.crashed)),
      frozen: eb('frozen', '+', Number(fresh.frozen)),
      strayed: eb('strayed', '+', Number(fresh.strayed)),
      strayedTo: eb.fn.coalesce('strayedTo', eb.val(strayedTo)),
    }))
    .where('day', '=', key.day)
    .where('client', '=', key.client)
    .where('release', '=', key.release)
    .execute();
}
