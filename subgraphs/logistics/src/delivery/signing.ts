import { NO_CONTROLS, z } from '@heitu/kit/rules/validate';
import type { LogisticsTransaction } from '../context.ts';

/** A drawn signature as a small picture, or a typed one: sealed with what else is said of it, it fits a text column. */
const SIGNATURE_LENGTH_MAX = 48_000;
const LETTERS = SIGNATURE_LENGTH_MAX.toLocaleString('en');
export const signatureField = () =>
  z
    .string()
    .min(1)
    .max(SIGNATURE_LENGTH_MAX)
    .regex(...NO_CONTROLS)
    .describe(`The drawn signature (a data URL) or the typed name; at most ${LETTERS} characters.`);
/** What hinders a signature, on whose screen it may be. */
export const signingRefusals = {
  NOT_PAID: { message: '这一单是货到付款，请先扫配送员的收款码付款，再签收', clause: '8.5.3.ca' },
  // Nobody at a door waits for the carrier's desk: the buyer decides, and the readings stay for a claim.
  ALARM_OPEN: {
    message: '这批货路上温度超过了要求，报警还没处理完：您可以拒收，也可以勾选知情后签收',
    clause: '8.1.1.ar',
  },
} as const;

export const hasOpenExcursion = async (tx: LogisticsTransaction, shipmentId: string): Promise<boolean> =>
  (await tx.rows
    .selectFrom('AlarmedShipment as s')
    .innerJoin('Alarm as a', 'a.id', 's.alarmId')
    .select('a.id')
    .where('s.shipmentId', '=', shipmentId)
    .where('a.kind', '=', 'excursion')
    .where('a.state', '!=', 'resolved')
    .limit(1)
    .executeTakeFirst()) !== undefined;
