import { useRouter } from '@tarojs/taro';
import { MyExam, SubmitExam, TrainingKindWords, ExamActWords, type MyExamQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { goInstead } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { State } from '@/ui/State';

type Sitting = MyExamQuery['examSittings']['edges'][number]['node'];

/** One exam: its questions while the clock runs, and then what became of it. */
export default function ExamPage() {
  const { params } = useRouter();
  const query = useQuery(MyExam, { id: params['id'] ?? '' });
  return (
    <Page
      query={query}
      isEmpty={({ examSittings }) => examSittings.edges.length === 0}
      empty={{ text: '没有这场考试' }}
    >
      {({ examSittings }) =>
        examSittings.edges.map(({ node }) =>
          node.questions.length > 0 ? (
            <Questions key={node.id} sitting={node} reload={query.reload} />
          ) : (
            <Result key={node.id} sitting={node} />
          ),
        )
      }
    </Page>
  );
}

function Questions({ sitting, reload }: { sitting: Sitting; reload: () => Promise<void> }) {
  const { id, kind, questions, dueAt } = sitting;
  const { value: form, set, clear } = useDraft<{ chosen: Record<string, string> }>(`exam ${id}`, { chosen: {} });
  const missing = questions.filter((question) => form.chosen[question.id] === undefined).length;
  const save = useSave({ answers: missing > 0 && `还有${missing}道题没选` }, async () => {
    await act(SubmitExam, { sittingId: id, answers: questions.map((one) => Number(form.chosen[one.id])) });
    clear();
    await reload();
  });
  return (
    <>
      <Section title={TrainingKindWords[kind]}>
        <DueBy at={dueAt} what={ExamActWords.SUBMIT} />
      </Section>
      {questions.map(({ id: question, text, options }, i) => (
        <Section key={question}>
          <Choice
            label={`${i + 1}. ${text}`}
            value={form.chosen[question] ?? ''}
            options={options.map((label, option) => ({ value: String(option), label }))}
            onChange={(option) => set({ chosen: { ...form.chosen, [question]: option } })}
          />
        </Section>
      ))}
      <Refusal problem={save.problem} />
      <Acts>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          {ExamActWords.SUBMIT}
        </Button>
      </Acts>
    </>
  );
}

function Result({ sitting: { state, stateLabel, score, passScore } }: { sitting: Sitting }) {
  const isPassed = state === 'PASSED';
  const scored = score === null ? '' : `您考了${score}分，${passScore}分合格。`;
  return (
    <State text={stateLabel} more={`${scored}${isPassed ? '证已经发了，在“培训和考试”里看' : '先学一学，过后再考'}`}>
      <Button kind="main" onTap={() => goInstead('/pages/training/index')}>
        看培训和考试
      </Button>
    </State>
  );
}
