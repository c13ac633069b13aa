import { View } from '@tarojs/components';
import { ComplaintRemedyWords, type ComplaintDetailQuery } from '@/api/shop';
import { left, moment, yuan } from '@/lib/format';
import { ComplaintPhotos } from '@/ui/ComplaintPhotos';
import { Cell, Section } from '@/ui/parts';
import { TellMe } from '@/ui/TellMe';

export type Complaint = NonNullable<ComplaintDetailQuery['complaint']>;

/** Whose turn it is, and until when. */
function dueOf(complaint: Complaint) {
  if (complaint.state === 'FILED') return { who: complaint.answererName, what: '答复', at: complaint.answerDueAt };
  if (complaint.state === 'DECIDED' && complaint.responseDueAt)
    return { who: '责任方', what: '表态', at: complaint.responseDueAt };
  return complaint.closedAt ? null : { who: '平台', what: '办结', at: complaint.settleDueAt };
}

interface Props {
  complaint: Complaint;
  templates: ComplaintDetailQuery['messageTemplates'];
}
export function Standing({ complaint, templates }: Props) {
  const due = dueOf(complaint);
  const leftMs = due ? Date.parse(due.at) - Date.now() : 0;
  return (
    <Section>
      <View className="title">{complaint.stateLabel}</View>
      {due && (
        <View className={leftMs > 0 ? 'grey' : 'red'}>
          {due.who}应在{moment(due.at)}前{due.what}
          {leftMs > 0 ? `，还有${left(leftMs)}` : '，已经超时'}
        </View>
      )}
      {complaint.closedAt && (
        <View className="grey">
          {moment(complaint.closedAt)}办结{complaint.remedy ? `：${ComplaintRemedyWords[complaint.remedy]}` : ''}
        </View>
      )}
      {!complaint.closedAt && (
        <TellMe templates={templates} text="有答复用微信告诉我" told="好的，有答复时用微信告诉您" />
      )}
    </Section>
  );
}

/** What was asked, answered and decided. */
export const Said = ({ complaint }: { complaint: Complaint }) => (
  <>
    {complaint.answer && (
      <Section title={`${complaint.answererName}的答复`}>
        <View>{complaint.answer}</View>
        <View className="grey">
          {complaint.answerRemedy ? `愿意${ComplaintRemedyWords[complaint.answerRemedy]}` : ''}
          {complaint.answerFen ? ` ${yuan(complaint.answerFen)}` : ''}　
          {complaint.answeredAt ? moment(complaint.answeredAt) : ''}
          {complaint.answeredInTime === false ? '（超时）' : ''}
        </View>
      </Section>
    )}
    {complaint.finding && (
      <Section title="平台的裁定">
        <View>{complaint.finding}</View>
        {!!complaint.compensationFen && (
          <Cell label="赔偿" plain>
            {yuan(complaint.compensationFen)}
          </Cell>
        )}
        {!!complaint.advancedFen && (
          <Cell label="平台先赔给您" plain>
            {yuan(complaint.advancedFen)}
          </Cell>
        )}
      </Section>
    )}
    <Section title="您说的">
      <View>{complaint.text}</View>
      <ComplaintPhotos ids={complaint.photoIds} />
      <View className="grey">
        想要：{ComplaintRemedyWords[complaint.wanted]}
        {complaint.wantedFen ? ` ${yuan(complaint.wantedFen)}` : ''}
      </View>
    </Section>
  </>
);
