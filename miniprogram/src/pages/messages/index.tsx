import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Messages, ReadMessages } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useList } from '@/lib/query';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Section, Tag } from '@/ui/parts';

const READ_MAX = 20;

export default function MessagesPage() {
  const list = useList(Messages, {}, (result) => result.messages);
  // What was read on this page, before the list is asked for again.
  const [read, setRead] = useState<readonly string[]>([]);
  useReachBottom(() => void list.more());
  const isNew = (message: { id: string; readAt?: string | null }) => !message.readAt && !read.includes(message.id);
  const mark = useAction(async (ids: string[]) => {
    for (let i = 0; i < ids.length; i += READ_MAX) await act(ReadMessages, { ids: ids.slice(i, i + READ_MAX) });
    setRead((before) => [...before, ...ids]);
  });
  const open = useAction(async (message: { id: string; readAt?: string | null; page?: string | null }) => {
    if (isNew(message)) await mark.run([message.id]);
    if (message.page) go(`/${message.page}`);
  });
  const fresh = (list.data ?? []).filter(isNew).map(({ id }) => id);
  return (
    <Page
      query={list}
      isEmpty={(messages) => messages.length === 0}
      empty={{ text: '还没有消息', more: '订单有进展会在这里告诉您' }}
    >
      {(messages) => (
        <>
          {fresh.length > 0 && (
            <View className="between pad-x-4 top-2">
              <View className="grey">{fresh.length}条没看</View>
              <Button kind="plain" busy={mark.busy} onTap={() => mark.run(fresh)}>
                全部标为已看
              </Button>
            </View>
          )}
          {messages.map((message) => (
            <Section key={message.id}>
              <View aria-role="button" onClick={() => void open.run(message)}>
                <View className="between">
                  <View className={isNew(message) ? 'bold' : ''}>
                    {isNew(message) && <Tag tone="bad">新</Tag>}
                    {message.title}
                  </View>
                  <View className="small grey">{moment(message.createdAt)}</View>
                </View>
                <View className="grey">{message.body}</View>
                {message.page && <View className="green">去看看</View>}
              </View>
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
