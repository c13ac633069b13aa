import { fromJson, toJson, type Json } from '@heitu/kit/rules/typed-json';

/** What a picture of goods shows; buyers choose by it. */
export const PICTURE_SUBJECTS = {
  goods: '近看',
  pack: '包装',
  field: '产地',
  grower: '人',
  served: '做好的',
} as const;
export type PictureSubject = keyof typeof PICTURE_SUBJECTS;

/** What the seller says of a picture, in the row of its product as JSON by the picture's id. */
export interface PictureNote {
  shows: PictureSubject | null;
  alt: string | null;
}
/** What is left out stays as it was said before. */
export type SaidNote = { pictureId: string } & { [K in keyof PictureNote]?: PictureNote[K] | undefined };
export type PictureNotes = Readonly<Record<string, PictureNote>>;

/** Whether each is said of a picture that the product shows. */
export const areShown = (said: readonly { pictureId: string }[], pictureIds: readonly string[]): boolean =>
  said.every(({ pictureId }) => pictureIds.includes(pictureId));

export type KeptNotes = Json<PictureNotes> | null;
const notesOf = (kept: KeptNotes): PictureNotes => (kept ? fromJson(kept) : {});

/** As they are kept: of pictures that the product shows, what was said last; null where nothing was. */
export function keptNotes(before: KeptNotes, said: readonly SaidNote[], pictureIds: readonly string[]): KeptNotes {
  const notes: Record<string, PictureNote> = { ...notesOf(before) };
  for (const { pictureId, shows, alt } of said) {
    const known = notes[pictureId] ?? { shows: null, alt: null };
    notes[pictureId] = {
      shows: shows === undefined ? known.shows : shows,
      alt: alt === undefined ? known.alt : alt,
    };
  }
  const shown = Object.entries(notes).filter(([id, { shows, alt }]) => pictureIds.includes(id) && (shows || alt));
  return shown.length > 0 ? toJson<PictureNotes>(Object.fromEntries(shown)) : null;
}

/** The texts that sellers typed of pictures, one a line: people read them, so they are checked as copy. */
export const typedAlts = (kept: KeptNotes): string | null =>
  Object.values(notesOf(kept))
    .flatMap(({ alt }) => alt ?? [])
    .join('\n') || null;

export interface ShownPicture {
  id: string;
  shows: PictureSubject | null;
  alt: string;
}
/** Each picture with a text for whoever does not see it: the seller's, else one made of what is known. */
export function picturesWithTexts(title: string, pictureIds: readonly string[], kept: KeptNotes): ShownPicture[] {
  const notes = notesOf(kept);
  return pictureIds.map((id, i) => {
    const { shows = null, alt = null } = notes[id] ?? {};
    const made = shows ? `${title}，${PICTURE_SUBJECTS[shows]}` : i === 0 ? title : `${title}，第${i + 1}张照片`;
    return { id, shows, alt: alt ?? made };
  });
}
