import { View } from '@tarojs/components';
import { useState } from 'react';
import type { MessageKind } from '@/api/shop';
import { useAction } from '@/lib/once';
import { askToBeTold } from '@/lib/platform';
import { agreeToBeTold } from '@/lib/told';
import { Button } from './Button';

interface Props {
  templates: readonly { kind: MessageKind; templateId: string }[] | null | undefined;
  /** What the button says, and what is said once it is agreed. */
  text: string;
  told: string;
}

/** WeChat tells somebody of something only who has tapped for it. Where nothing can be told there is no button. */
export function TellMe({ templates, text, told }: Props) {
  const [agreed, setAgreed] = useState(false);
  const tell = useAction(async () => {
    if (await agreeToBeTold(templates ?? [])) setAgreed(true);
  });
  if (!templates?.length || !askToBeTold.isPossible) return null;
  return agreed ? (
    <View className="green middle">{told}</View>
  ) : (
    <Button wide busy={tell.busy} onTap={tell.run}>
      {text}
    </Button>
  );
}
