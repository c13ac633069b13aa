import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { Complaints } from '@/api/shop';
import { day, moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Bar, Section, Tag } from '@/ui/parts';

export default function ComplaintsPage() {
  const list = useList(Complaints, {}, (result) => result.complaints);
  const { reload, data } = list;
  useDidShow(() => void (data && reload()));
  useReachBottom(() => void list.more());
  const write = (
    <Button kind="main" wide onTap={() => go('/pages/complain/index')}>
      提投诉或建议
    </Button>
  );
  return (
    <Page
      query={list}
      isEmpty={(complaints) => complaints.length === 0}
      empty={{ text: '没有投诉', more: '东西或服务有问题，都可以说', action: write }}
      bar={<Bar>{write}</Bar>}
    >
      {(complaints) => (
        <>
          {[...complaints]
            .sort((a, b) => Number(!!a.closedAt) - Number(!!b.closedAt) || b.filedAt.localeCompare(a.filedAt))
            .map((complaint) => (
              <Section key={complaint.id}>
                <View aria-role="button" onClick={() => go('/pages/complaint/index', { id: complaint.id })}>
                  <View className="between">
                    <View className="bold">{complaint.stateLabel}</View>
                    <Tag tone={complaint.closedAt ? undefined : 'amber'}>
                      {complaint.closedAt ? `${day(complaint.closedAt)}办结` : '在办'}
                    </Tag>
                  </View>
                  <View className="lines-2">{complaint.text}</View>
                  <View className="small grey">
                    {complaint.state === 'FILED'
                      ? `${complaint.answererName}应在${moment(complaint.answerDueAt)}前答复`
                      : complaint.closedAt
                        ? `编号${complaint.number}`
                        : `${day(complaint.settleDueAt)}前办结`}
                  </View>
                </View>
              </Section>
            ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
