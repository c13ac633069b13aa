import { openingId } from '@heitu/kit/privacy/scan-openings';
import type { Actor } from '@heitu/kit/rules/actor';
import type { Room } from '../orders.fixture.ts';

/** A file as if it had been uploaded by them. */
export async function uploaded(room: Room, as: Actor, purpose: string, id = purpose): Promise<string> {
  await room.context().em.execute(
    `insert into StoredFile (id, ownerId, purpose, mediaType, sizeBytes, sha256, isPublic, atMs)
        values ('${id}', '${as.id}', '${purpose}', 'image/jpeg', 1, 'x', 0, 0)`,
  );
  return id;
}

/** They have had the photo in front of them. */
export const noteOpened = (room: Room, { id }: Actor, fileId: string): Promise<unknown> =>
  room
    .context()
    .em.execute(`insert into ScanOpening (id, accountId, atMs) values ('${openingId(fileId, id)}', '${id}', 0)`);

/** What is given in where the authority has the report: of an issued one, with the scan of its receipt. */
export const toReport = async (room: Room, as: Actor, caseId: string) => ({
  caseId,
  authority: 'COUNTY',
  receipt: '2026-1',
  receiptFileId: await uploaded(room, as, 'recall-receipt-scan'),
});
