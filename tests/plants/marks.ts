import { PHOTO } from '../journeys/plants.ts';
import type { Town } from './town.fixture.ts';

/** An exam on paper: one enters the marks with the sheet, another opens it and confirms them. */
export async function markOnPaper(
  town: Town,
  marks: { partyId: string; accountId: string; kind: string; score: number },
): Promise<void> {
  const sheet = await town.edge('operator-admin', 'sellers', 'POST', '/files?purpose=exam-sheet', PHOTO);
  const fileId = String(JSON.parse(sheet).id);
  const entered = { ...marks, fileId };
  const { id } = await town.act('operator-admin', 'sellers', 'enterMarks', entered, '... on ExamSitting { id }');
  await town.edge('reviewer', 'sellers', 'GET', `/files/${fileId}`);
  await town.act('reviewer', 'sellers', 'confirmMarks', { sittingId: id, areRight: true });
}
