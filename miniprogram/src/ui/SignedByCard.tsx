import { Image, View } from '@tarojs/components';
import { useState } from 'react';
import { CardSigned } from '@/api/shop';
import { useQuery } from '@/lib/query';
import { Button } from './Button';
import { Refusal } from './Refusal';

const INK = { width: '100%', height: '120px' };
const PHOTO = { width: '100%', height: '200px' };

/**
 * What was signed with on the courier's screen, and photographed there: at a tap, since each look is recorded. Only
 * sub-packages use it.
 */
export function SignedByCard({ handoverId }: { handoverId: string }) {
  const [open, setOpen] = useState(false);
  const query = useQuery(CardSigned, { id: handoverId }, { skip: !open });
  const signed = query.data?.handover?.byCard;
  if (!open)
    return (
      <View className="buttons">
        <Button small onTap={() => setOpen(true)}>
          看签字和照片
        </Button>
      </View>
    );
  return (
    <>
      <Refusal problem={query.problem} />
      {signed?.ink && (
        <Image className="r-chip on-sheet" style={INK} src={signed.ink} mode="aspectFit" aria-label="交货时签的字" />
      )}
      {signed?.photos.map((photo) => (
        <Image key={photo.slice(-40)} style={PHOTO} src={photo} mode="aspectFit" aria-label="交货时拍的照片" />
      ))}
      {signed && !signed.ink && <View className="grey">过了三年，签字和照片按规定删了</View>}
    </>
  );
}
