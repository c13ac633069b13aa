import { YES } from '@heitu/kit/data/entities';
import type { CatalogContext } from '../context.ts';
import { skusOnSale } from '../product/skus-on-sale.ts';

/** Lots that are sold, and those of them that lack something: what the evidence of clause 7.3.2 counts. */
export const lotsForSale = (context: CatalogContext) =>
  context.rows
    .selectFrom('Lot as l')
    .where('l.state', '=', 'released')
    .where('l.skuId', 'in', skusOnSale(context).select('s.id'))
    .select(['l.id', 'l.code']);
export type LotsForSale = ReturnType<typeof lotsForSale>;
export const withoutInspection = (lots: LotsForSale): LotsForSale =>
  lots.where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('Inspection as i')
          .select('i.id')
          .whereRef('i.lotId', '=', 'l.id')
          .where('i.state', '=', 'accepted')
          .where('i.passed', '=', YES),
      ),
    ),
  );
export const withoutSelfCheck = (lots: LotsForSale): LotsForSale =>
  lots.where(({ not, exists, selectFrom }) =>
    not(
      exists(selectFrom('SelfCheck as k').select('k.id').whereRef('k.lotId', '=', 'l.id').where('k.passed', '=', YES)),
    ),
  );
export const withoutPromise = (lots: LotsForSale): LotsForSale =>
  lots.where(({ not, exists, selectFrom }) =>
    not(exists(selectFrom('ConformityPromise as g').select('g.id').whereRef('g.id', '=', 'l.id'))),
  );
/** Neither a certificate of conformity nor the factory's own, which stands for one. */
export const withoutConformity = (lots: LotsForSale): LotsForSale =>
  lots
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('Certificate as c')
            .select('c.id')
            .whereRef('c.lotId', '=', 'l.id')
            .where('c.state', '=', 'accepted')
            .where('c.type', '=', 'conformity'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('Inspection as i')
            .select('i.id')
            .whereRef('i.lotId', '=', 'l.id')
            .where('i.state', '=', 'accepted')
            .where('i.resultType', '=', 'factory-certificate')
            .where('i.passed', '=', YES),
        ),
      ),
    );
export const withoutMarks = (lots: LotsForSale): LotsForSale =>
  lots.where((eb) =>
    eb.or([
      eb('markedName', 'is', null),
      eb('producerName', 'is', null),
      eb('producerAddress', 'is', null),
      eb('complaintContact', 'is', null),
    ]),
  );
