import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import { measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { inForceOf } from './document.loader.ts';
import { DOCUMENT_POINTS } from './document.policy.ts';

/** A document is published, and says what the letter asks of it: a version that says nothing is none. */
export async function saysAll(
  context: TrustContext,
  kind: keyof typeof DOCUMENT_POINTS,
  published: string,
  said: string,
): Promise<EvidenceFigure[]> {
  const document = await inForceOf(context, context.clock.now(), kind);
  if (!document) return [measured.present(published, 0, '版')];
  return [
    measured.present(published, document.version, '版'),
    measured.eachOf(
      said,
      Object.entries(DOCUMENT_POINTS[kind]),
      ([, says]) => says.test(document.text),
      '项',
      ([point]) => ({ ref: `PublicDocument:${document.id}`, text: point }),
    ),
  ];
}
