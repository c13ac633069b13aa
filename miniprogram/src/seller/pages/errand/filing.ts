import { EndDelegation, FileForFarmer } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { SAID } from '@/lib/said';
import { useSave } from '@/lib/save';
import { confirm, say } from '@/lib/say';
import { strokesAsPicture } from '@/lib/strokes';
import { uploadPhoto } from '@/lib/uploads';
import { usePad } from '@/ui/SignaturePad';
import { DECLARATION, EXEMPT_BECAUSE } from '../../ui/farmer-declaration';

const EMPTY = { idNumber: '', issuer: '', from: '', until: '', front: '', back: '' };

/** What is typed, photographed and signed for a farmer who stands there, and what becomes of it. */
export function useFiling(errandId: string, reload: () => Promise<void>) {
  // Nothing of somebody else's card stays on this phone.
  const { value: form, set, clear } = useDraft(`file-for ${errandId}`, EMPTY, { never: Object.keys(EMPTY) });
  const pad = usePad(errandId, () => undefined);
  const forget = (): void => {
    for (const photo of [form.front, form.back]) if (photo) dropPhoto(photo);
    clear();
  };
  const file = useSave(
    {
      idNumber: !/^\d{17}[\dXx]$/.test(form.idNumber.trim()) && '身份证号是18位',
      issuer: !form.issuer.trim() && '请填写背面的签发机关',
      validFromOn: !form.from && SAID.chooseFirstDay,
      validUntilOn: false,
      frontFileId: !form.front && '请拍人像那一面',
      backFileId: !form.back && '请拍国徽那一面',
      signature: !pad.started && '请他用手指签名字',
    },
    async () => {
      const [frontFileId, backFileId] = await Promise.all(
        [form.front, form.back].map((photo) => uploadPhoto('sellers', 'licence', photo)),
      );
      await act(
        FileForFarmer,
        {
          errandId,
          idNumber: form.idNumber.trim().toUpperCase(),
          issuer: form.issuer.trim(),
          validFromOn: form.from,
          validUntilOn: form.until || null,
          frontFileId: frontFileId ?? '',
          backFileId: backFileId ?? '',
          exemption: { reason: EXEMPT_BECAUSE, declaration: DECLARATION },
          signature: strokesAsPicture(pad.strokes.current) ?? '',
        },
        `file-for ${errandId}`,
      );
      forget();
      say('交上去了，有了结果发短信告诉他');
      // Filed is filed: an errand that does not end now ends tonight.
      await act(EndDelegation, { delegationId: errandId }).catch(() => undefined);
      await reload();
    },
    { ID_NUMBER_WRONG: 'idNumber' },
  );
  const stop = useAction(async () => {
    if (!(await confirm('不办了？', '拍的照片和签的字都不留'))) return;
    await act(EndDelegation, { delegationId: errandId });
    forget();
    await reload();
  });
  return { form, set, pad, file, stop };
}
