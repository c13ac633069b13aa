import { NewLot, RecordSelfCheck, RegisterLot, ReleaseLot } from '@/api/seller';
import { act, ask } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { uploadPhoto } from '@/lib/uploads';
import { COMPLAINT_CONTACT } from '../../ui/lot-code';
import { findings, type LookLine } from '../../ui/LookLines';

export interface NewSku {
  id: string;
  specification: string;
}
interface Goods {
  title: string;
  skus: readonly NewSku[];
}
interface Grower {
  name: string;
  address: string | null;
}

/** Goods that are one's own come from oneself: on file as a supplier, or the only one there is. */
async function ownSupplier(name: string): Promise<string | null> {
  const { suppliers } = await ask(NewLot, {});
  const valid = suppliers.edges.map(({ node }) => node).filter((one) => one.valid);
  return (valid.find((one) => one.name === name) ?? (valid.length === 1 ? valid[0] : undefined))?.id ?? null;
}

/**
 * What is there of each pack, as lots of today from oneself; their ids. None where nothing is there yet, or where it
 * takes more to register it than what a listing asks: then the page of lots asks for the rest.
 */
export async function registerFirstLots(
  { title, skus }: Goods,
  { name, address }: Grower,
  units: Readonly<Record<string, string>>,
  run: string,
): Promise<string[]> {
  const there = skus.filter(({ specification }) => Number(units[specification]) > 0);
  const supplierId = there.length > 0 && address ? await ownSupplier(name) : null;
  if (!supplierId || !address) return [];
  const lots: string[] = [];
  for (const [i, { id: skuId, specification }] of there.entries()) {
    const lot = await act(
      RegisterLot,
      {
        skuId,
        supplierId,
        // The same listing sends the same code again.
        code: `${chinaToday().slice(2).split('-').join('')}-${run.slice(-6).toUpperCase()}${i + 1}`,
        producedOn: chinaToday(),
        units: Number(units[specification]),
        markedName: title,
        producerName: name,
        producerAddress: address,
        specification,
        complaintContact: COMPLAINT_CONTACT,
        harvests: [],
        sources: [],
      },
      `first lot ${run} ${i}`,
    );
    lots.push(lot.id);
  }
  return lots;
}

export interface Look {
  lines: readonly LookLine[];
  found: Readonly<Record<string, string>>;
  checkedBy: string;
  photo: string;
}
/** A look at what was photographed, signed by the tap that sends it; what is in order is for sale. */
export async function lookAt(
  lots: readonly string[],
  { lines, found, checkedBy, photo }: Look,
  run: string,
): Promise<void> {
  for (const [i, lotId] of lots.entries()) {
    const fileId = await uploadPhoto('catalog', 'inspection-report', photo);
    await act(
      RecordSelfCheck,
      {
        lotId,
        checkedBy: checkedBy.trim(),
        checkedOn: chinaToday(),
        fileId,
        promised: true,
        items: findings(lines, found),
      },
      `first look ${run} ${i}`,
    );
    await act(ReleaseLot, { lotId });
  }
}
