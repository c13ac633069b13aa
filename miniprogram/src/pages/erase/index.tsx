import { View } from '@tarojs/components';
import { useState } from 'react';
import { EraseAccount, EraseForm } from '@/api/shop';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { back, goAnew } from '@/lib/go';
import { useAction } from '@/lib/once';
import { confirmLoss } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { signOut } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

export default function ErasePage() {
  const query = useQuery(EraseForm, {});
  const [sure, setSure] = useState(false);
  const erase = useAction(async () => {
    if (!sure) return say('请先勾选');
    if (!(await confirm('注销账号', '注销后登录不了，也找不回来。', '注销'))) return;
    if (!(await confirmLoss())) return;
    await act(EraseAccount, {}, 'erase');
    signOut();
    say('已注销。感谢您用过黑土');
    goAnew('/pages/home/index');
  });
  return (
    <Page query={query}>
      {({ whatErasureKeeps: kept }) => (
        <>
          <Refusal problem={erase.problem} />
          <Section title="注销后">
            <View>您的姓名、电话、地址、消息和登录信息马上删除，谁也看不到。</View>
            {kept === null || kept === undefined ? (
              <Notice>平台有一部分暂时没有应答，看不到要保留什么。请过几分钟再来。</Notice>
            ) : kept.length === 0 ? (
              <View className="green">没有必须保留的，全部删除。</View>
            ) : (
              <View className="gap-top">法律要求留下的：</View>
            )}
            {(kept ?? []).map((one) => (
              <View key={one.what} className="entry">
                <View className="bold">{one.what}</View>
                <View className="small grey">{one.why}</View>
                <View className="small grey">
                  {one.untilAt ? `留到${fullDay(one.untilAt)}，到期销毁` : '事情办完后开始算期限，到期销毁'}
                </View>
              </View>
            ))}
          </Section>
          <Section>
            <Check on={sure} onChange={setSure}>
              我知道注销后找不回来
            </Check>
            <View className="row wrap gap-top">
              <Button onTap={back}>先不注销</Button>
              <Button kind="danger" busy={erase.busy} off={!sure} onTap={erase.run}>
                注销账号
              </Button>
            </View>
          </Section>
        </>
      )}
    </Page>
  );
}
