import { View } from '@tarojs/components';
import { CommentOnDocument, DocumentChangeKindWords, SaidOfRules, type RulesQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { useSignedIn } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Fold, Lines } from '@/ui/Fold';
import { Field, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Agree } from './Agree';

type Ahead = RulesQuery['publicServicePage']['ahead'][number];

/** What is about to bind or spoken about: what changes, from when on, and what whoever is against it can do. */
export function RulesAhead({ ahead }: { ahead: readonly Ahead[] }) {
  if (ahead.length === 0) return null;
  return (
    <Section title="规则要变">
      {ahead.map((document) => (
        <Fold key={document.id} title={`${document.stateLabel}：${document.title}`}>
          <View className="small">
            {document.effectiveAt
              ? `${fullDay(document.effectiveAt)}起照新的办，在那以前下的单照旧的办完。不接受可以不再下单，已有的单照旧版办完。`
              : `现在公开征求意见，${fullDay(document.heardUntilAt)}以后才定稿。`}
          </View>
          <Changes document={document} />
          {document.kind === 'MEMBER_AGREEMENT' && document.state === 'ADOPTED' && <Agree document={document} />}
          {document.state === 'DRAFT' && <Say id={document.id} />}
        </Fold>
      ))}
    </Section>
  );
}

/** What goes and what comes, or the whole text where nothing was there before. */
function Changes({ document: { changes, text } }: { document: Ahead }) {
  const changed = changes.filter(({ kind }) => kind !== 'KEPT');
  if (changed.length === 0) return <Lines text={text} />;
  return (
    <>
      {changed.map((one, i) => (
        <View key={i} className="gap-top">
          <Tag tone={one.kind === 'REMOVED' ? 'bad' : undefined}>{DocumentChangeKindWords[one.kind]}</Tag>
          <Lines text={one.text} />
        </View>
      ))}
    </>
  );
}

/** What was answered to others, and one's own word. */
function Say({ id }: { id: string }) {
  const { data, reload } = useQuery(SaidOfRules, {}, { skip: !useSignedIn() });
  const { value: form, set, clear } = useDraft(`rules ${id}`, { text: '' });
  const send = useAction(async () => {
    await act(CommentOnDocument, { draftId: id, text: form.text.trim() });
    clear();
    say('收到了，平台会答复');
    await reload();
  });
  const draft = data?.publicServicePage.ahead.find((one) => one.id === id);
  return (
    <>
      {draft?.comments.map(({ id: of, text, answer, isTaken }) => (
        <View key={of} className="gap-top small">
          {text && <View>您说：{text}</View>}
          <View>{answer === null ? '等平台答复' : `平台答复（${isTaken ? '采纳' : '没有采纳'}）：${answer}`}</View>
        </View>
      ))}
      {draft?.availableActions.includes('COMMENT') && (
        <>
          <Field
            label="您的意见"
            long
            value={form.text}
            onInput={(text) => set({ text })}
            maxLength={1000}
            placeholder="哪里不合适，该怎么定"
            error={send.problem?.at('text')}
          />
          <Refusal problem={send.problem} fields={['text']} />
          <Button kind="main" wide busy={send.busy} onTap={send.run}>
            提意见
          </Button>
        </>
      )}
    </>
  );
}
