import { SubscribeMessages, ToldTemplates, type MessageKind } from '@/api/shop';
import { act } from './client';
import { keepOwn, ownKept } from './holder';
import { askToBeTold } from './platform';
import { useQuery } from './query';

interface Template {
  kind: MessageKind;
  templateId: string;
}

const REFUSED = 'told.refused';
/** Who has said no is not asked beside other taps for so long. */
const ASK_AGAIN_MS = 30 * 24 * 3_600_000;
type Refused = Readonly<Record<string, number>>;

/** WeChat asks; what is agreed to is one message of each kind, and what is not is remembered. */
export async function agreeToBeTold(templates: readonly Template[]): Promise<boolean> {
  const { accepted, refused } = await askToBeTold(templates.map(({ templateId }) => templateId));
  if (refused.length > 0)
    keepOwn(REFUSED, {
      ...ownKept<Refused>(REFUSED),
      ...Object.fromEntries(refused.map((id) => [id, Date.now()])),
    });
  const kinds = templates.filter(({ templateId }) => accepted.includes(templateId)).map(({ kind }) => kind);
  if (kinds.length > 0) await act(SubscribeMessages, { kinds });
  return kinds.length > 0;
}

/**
 * Asked beside a tap that does something else, before anything is awaited: WeChat asks at taps alone, and one yes is
 * one message, so those who work here are asked as they work. Whether they say yes hinders nothing.
 */
export function useTold(kinds: readonly MessageKind[]): () => void {
  const { data } = useQuery(ToldTemplates, { kinds: [...kinds] }, { skip: !askToBeTold.isPossible });
  return () => {
    const refused = ownKept<Refused>(REFUSED) ?? {};
    const open = (data?.messageTemplates ?? []).filter(
      ({ templateId }) => Date.now() - (refused[templateId] ?? 0) > ASK_AGAIN_MS,
    );
    if (open.length > 0) void agreeToBeTold(open).catch(() => undefined);
  };
}
