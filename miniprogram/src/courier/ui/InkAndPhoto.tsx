import { View } from '@tarojs/components';
import type { ComponentProps } from 'react';
import { SAID } from '@/lib/said';
import { PhotoField } from '@/ui/Photos';
import { Pad } from '@/ui/SignaturePad';

/** Somebody signs with a finger on the courier's screen; what they sign for is photographed. */
export const InkAndPhoto = ({
  pad,
  label,
  photo,
  onPhoto,
  wrong,
}: {
  pad: ComponentProps<typeof Pad>;
  /** What the photo shows. */
  label: string;
  photo: string;
  onPhoto: (photo: string) => void;
  wrong: (field: string) => string | null | undefined;
}) => (
  <>
    <Pad {...pad} />
    {wrong('signature') && <View className="field-error small red">{wrong('signature')}</View>}
    <PhotoField
      label={label}
      size="door"
      photo={photo}
      onChange={onPhoto}
      hint={SAID.photoWaits}
      error={wrong('photo')}
    />
  </>
);
