import { DocumentChangeKindWords, type PublicPageQuery } from '../api/admin.ts';

type Change = PublicPageQuery['publicServicePage']['ahead'][number]['changes'][number];

/** A version beside the one before it: what goes is struck through, what comes is marked. */
export function Changes({ of, text }: { of: readonly Change[]; text: string }) {
  if (of.length === 0) return <p className="written">{text}</p>;
  return (
    <p className="written">
      {of.map(({ kind, text: part }, i) =>
        kind === 'KEPT' ? (
          <span key={i}>{part}</span>
        ) : kind === 'REMOVED' ? (
          <del key={i} aria-label={DocumentChangeKindWords.REMOVED}>
            {part}
          </del>
        ) : (
          <ins key={i} aria-label={DocumentChangeKindWords.ADDED}>
            {part}
          </ins>
        ),
      )}
    </p>
  );
}
