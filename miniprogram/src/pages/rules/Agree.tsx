import { View } from '@tarojs/components';
import { ConfirmAgreement, MyAgreements } from '@/api/shop';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { useSignedIn } from '@/lib/session';
import { Button } from '@/ui/Button';
import { Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What whoever buys here agrees to. */
const AGREEMENT = 'MEMBER_AGREEMENT';

/** One's yes to this version; somebody who is not signed in only reads. */
export function Agree({ document: { id, version } }: { document: { id: string; version: number } }) {
  const { data, reload } = useQuery(MyAgreements, {}, { skip: !useSignedIn() });
  const agree = useAction(async () => {
    await act(ConfirmAgreement, { kind: AGREEMENT, version });
    await reload();
  });
  if (data?.myAgreements?.some((one) => one.kind === AGREEMENT && one.version === version))
    return (
      <View className="gap-top">
        <Tag>您已同意这一版</Tag>
      </View>
    );
  if (!data?.publicDocuments.find((one) => one.id === id)?.availableActions.includes('CONFIRM')) return null;
  return (
    <View className="gap-top">
      <Refusal problem={agree.problem} />
      <Button kind="main" wide busy={agree.busy} onTap={agree.run}>
        我看过了，同意
      </Button>
    </View>
  );
}
