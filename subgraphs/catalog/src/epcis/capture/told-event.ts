import { z } from '@heitu/kit/rules/validate';
import type { AnyEpcisEvent } from '../epcis-event.ts';
import type { Namespaces } from '../event-hash.ts';

const texts = z.array(z.string()).optional();
const quantities = z
  .array(z.looseObject({ epcClass: z.string(), quantity: z.number().optional(), uom: z.string().optional() }))
  .optional();
const place = z.looseObject({ id: z.string() }).optional();
const number = z.number().optional();
const text = z.string().optional();

/** What is read of an event of others; all else that it says is kept as it was told. */
export const toldEventSchema = z.looseObject({
  '@context': z.unknown().optional(),
  type: z.string(),
  eventID: z.string().optional(),
  eventTime: z.string(),
  action: z.string().optional(),
  bizStep: z.string().optional(),
  disposition: z.string().optional(),
  parentID: z.string().optional(),
  transformationID: z.string().optional(),
  epcList: texts,
  childEPCs: texts,
  inputEPCList: texts,
  outputEPCList: texts,
  quantityList: quantities,
  childQuantityList: quantities,
  inputQuantityList: quantities,
  outputQuantityList: quantities,
  readPoint: place,
  bizLocation: place,
  bizTransactionList: z.array(z.looseObject({ type: text, bizTransaction: z.string() })).optional(),
  sourceList: z.array(z.looseObject({ type: z.string(), source: z.string() })).optional(),
  destinationList: z.array(z.looseObject({ type: z.string(), destination: z.string() })).optional(),
  persistentDisposition: z.looseObject({ set: texts, unset: texts }).optional(),
  sensorElementList: z
    .array(
      z.looseObject({
        sensorMetadata: z
          .looseObject({
            time: text,
            startTime: text,
            endTime: text,
            deviceID: text,
            bizRules: text,
            dataProcessingMethod: text,
          })
          .optional(),
        sensorReport: z.array(
          z.looseObject({
            type: text,
            deviceID: text,
            dataProcessingMethod: text,
            microorganism: text,
            chemicalSubstance: text,
            stringValue: text,
            booleanValue: z.boolean().optional(),
            hexBinaryValue: text,
            uriValue: text,
            sDev: number,
            percValue: number,
            percRank: number,
            value: number,
            minValue: number,
            maxValue: number,
            meanValue: number,
            uom: z.string().optional(),
          }),
        ),
      }),
    )
    .optional(),
  ilmd: z.record(z.string(), z.unknown()).optional(),
  errorDeclaration: z
    .looseObject({ declarationTime: z.string(), reason: z.string().optional(), correctiveEventIDs: texts })
    .optional(),
}) satisfies z.ZodType<AnyEpcisEvent>;
export type ToldEventContent = z.output<typeof toldEventSchema>;

/** The events of a document or of what a query found, as they came, and the context that holds for all. */
export const documentSchema = z.looseObject({
  '@context': z.unknown().optional(),
  type: z.enum(['EPCISDocument', 'EPCISQueryDocument']),
  epcisBody: z.union([
    z.looseObject({ eventList: z.array(z.unknown()) }).transform(({ eventList }) => eventList),
    z
      .looseObject({ queryResults: z.looseObject({ resultsBody: z.looseObject({ eventList: z.array(z.unknown()) }) }) })
      .transform(({ queryResults }) => queryResults.resultsBody.eventList),
  ]),
});

/** The prefixes of a context, each with what it stands for; addresses of contexts elsewhere are not followed. */
export const prefixesOf = (...contexts: readonly unknown[]): Namespaces =>
  Object.fromEntries(
    contexts
      .flat()
      .flatMap((one) => (typeof one === 'object' && one !== null ? Object.entries(one) : []))
      .flatMap(([prefix, meaning]): [string, string][] => (typeof meaning === 'string' ? [[prefix, meaning]] : [])),
  );

/** Where an event says how much of what. */
export const LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'] as const;
/** Every thing and class of things that an event is about. */
export const thingsOf = (event: AnyEpcisEvent): string[] => [
  ...(event.parentID === undefined ? [] : [event.parentID]),
  ...[event.epcList, event.childEPCs, event.inputEPCList, event.outputEPCList].flatMap((list) => list ?? []),
  ...LISTS.flatMap((list) => event[list]?.map(({ epcClass }) => epcClass) ?? []),
];
