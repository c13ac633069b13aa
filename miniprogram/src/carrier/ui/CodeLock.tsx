import { RenewCourierCode, type CollectionAct, type ShipmentAct } from '@/api/carrier';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** The consumer typed five wrong codes: the desk asks its courier who stands at the door, and gives new codes. */
export function CodeLock({
  of,
  actions,
  reload,
}: {
  of: { shipmentId: string } | { collectionId: string };
  actions: readonly (ShipmentAct | CollectionAct)[];
  reload: () => Promise<void>;
}) {
  const renew = useAction(async () => {
    if (
      !(await confirm('换发身份码？', '请先打电话问过配送员，确认在门口的是他。换了以后，买家可以再核对一次', '换发'))
    )
      return;
    await act(RenewCourierCode, of);
    say('换好了，配送员手机上是新码');
    await reload();
  });
  if (!actions.includes('RENEW_COURIER_CODE')) return null;
  return (
    <>
      <Notice tone="bad">买家输错身份码的次数太多，核对已锁定。门口的人可能不是您的配送员</Notice>
      <Refusal problem={renew.problem} />
      <Acts>
        <Button kind="main" busy={renew.busy} onTap={renew.run}>
          核实过了，换发身份码
        </Button>
      </Acts>
    </>
  );
}
