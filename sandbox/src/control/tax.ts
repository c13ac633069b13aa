import { DAY_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import { confirmSheet } from '../tax/reds.ts';
import type { World } from '../world.ts';
import { Conflict, get, post, type ControlRoute } from './route.ts';

const LIST_MAX = 500;

/** What the tax platform has issued, newest first. */
const issued = (world: World): object => ({
  invoices: world.store.all('select * from taxInvoice order by createdAtMs desc limit ?', LIST_MAX),
  reds: world.store.all('select * from taxRed order by createdAtMs desc limit ?', LIST_MAX),
});

function behave(world: World, { delayMs, refuse, reason }: { delayMs?: number; refuse?: number; reason?: string }) {
  if (delayMs !== undefined) world.store.setSetting('taxDelayMs', String(delayMs));
  if (refuse !== undefined) world.store.setSetting('taxRefusals', String(refuse));
  if (reason !== undefined) world.store.setSetting('taxRefusal', reason);
  return {};
}

export const taxRoutes: readonly ControlRoute[] = [
  get('/tax', 'invoices of the tax platform, blue and red, newest first', issued),
  post(
    '/tax',
    'how the tax platform behaves from now on: {delayMs?, refuse?: so many, reason?}',
    z.object({
      delayMs: z.int().min(0).max(DAY_MS).optional(),
      refuse: z.int().min(0).optional(),
      reason: z.string().min(1).max(100).optional(),
    }),
    behave,
  ),
  post(
    '/tax/booked',
    'the buyer of an invoice has booked it, so that the buyer confirms what turns it red: {number}',
    z.object({ number: z.string() }),
    (world, { number }) => {
      if (world.store.run('update taxInvoice set booked = 1 where number = ?', number) === 0)
        throw new Conflict('no such invoice was issued');
      return { number };
    },
  ),
  post(
    '/tax/confirm',
    'the buyer confirms a red sheet on the tax platform: {sheetNumber}',
    z.object({ sheetNumber: z.string() }),
    (world, { sheetNumber }) => {
      if (!confirmSheet(world, sheetNumber)) throw new Conflict('no such sheet waits for its buyer');
      return { sheetNumber };
    },
  ),
];
