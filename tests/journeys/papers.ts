import type { Person } from './client.ts';

/** A scan as this person uploads it; answers its id. */
export async function scanned(person: Person, purpose: 'certificate' | 'inspection-report'): Promise<string> {
  const { text } = await person.edge(`/catalog/files?purpose=${purpose}`, { method: 'POST', body: '%PDF-1.7 scan' });
  return JSON.parse(text).id;
}

/** A reviewer opens each paper of the lot that waits, and accepts it; answers how many. */
export async function acceptPapers(reviewer: Person, lotId: string): Promise<number> {
  const { papersWaiting } = await reviewer.ask('{ papersWaiting { id fileId lot { id } } }');
  const own = papersWaiting.filter(({ lot }: { lot: { id: string } }) => lot.id === lotId);
  for (const { id, fileId } of own) {
    await reviewer.edge(`/catalog/files/${fileId}`);
    await reviewer.do('acceptPaper', { paperId: id }, 'id');
  }
  return own.length;
}

/** What a laboratory of the county reports of a lot, with nothing that is too much; its scan is uploaded with it. */
export async function reportOn(person: Person, lotId: string, today: string, reportNumber: string): Promise<object> {
  const { laboratories } = await person.ask('{ laboratories { id } }');
  const { lot } = await person.ask('query($id: ID!) { lot(id: $id) { markedName } }', { id: lotId });
  return {
    lotId,
    party: 'THIRD',
    laboratoryId: laboratories[0].id,
    resultType: 'INSPECTION_REPORT',
    reportNumber,
    sampleName: lot.markedName,
    sampledOn: today,
    inspectedOn: today,
    fileId: await scanned(person, 'inspection-report'),
    items: [
      { name: '水分', value: '12.1', unit: '%' },
      { name: '镉', value: '0.03', unit: 'mg/kg' },
    ],
  };
}
