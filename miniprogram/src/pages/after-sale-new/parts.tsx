import { Button as Native, View } from '@tarojs/components';
import {
  AfterSaleCauseWords,
  AfterSaleKindWords,
  type AfterSaleCause,
  type AfterSaleFormQuery,
  type AfterSaleKind,
} from '@/api/shop';
import { yuanText } from '@/lib/prices';
import type { Problem } from '@/lib/problem';
import { Choice, optionsOf } from '@/ui/forms';
import { Field, Picture, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';

export interface Form {
  kind: AfterSaleKind;
  cause: AfterSaleCause;
  reason: string;
  units: Record<string, number>;
  /** By line, the yuan of its price that are asked for, as typed; a draft of before has none. */
  parts?: Record<string, string>;
  photos: string[];
  /** Photo on the phone → file on the platform: what was sent is not sent twice. */
  sent: Record<string, string>;
}
/** The platform takes six; four fit into what a browser keeps. */
const PHOTOS_MAX = 4;

interface ClaimProps {
  line: NonNullable<AfterSaleFormQuery['order']>['lines'][number];
  units: number;
  onChange: (units: number) => void;
  /** How much of the price, as typed; null where goods come back. */
  part: string | null;
  onPart: (part: string) => void;
}
/** How many of one line go back. */
export const Claim = ({ line, units, onChange, part, onPart }: ClaimProps) => (
  <View className="row gap-3 gap-top">
    <Picture id={line.pictureId} size={72} label={line.title} />
    <View className="grow">
      <View>{line.title}</View>
      <View className="small grey">
        {line.specification}　买了{line.quantity}件
        {line.claimableUnits < line.quantity ? `，还能申请${line.claimableUnits}件` : ''}
      </View>
      {!line.returnableWithoutReason && <View className="small grey">鲜活易腐，没有质量问题不退</View>}
      <View className="row">
        <Native
          className="round"
          aria-label={`少退一件${line.title}`}
          {...(!units && { disabled: true })}
          onClick={() => onChange(Math.max(0, units - 1))}
        >
          -
        </Native>
        <View aria-label={`退${units}件`}>{units}</View>
        <Native
          className="round"
          aria-label={`多退一件${line.title}`}
          {...(units >= line.claimableUnits && { disabled: true })}
          onClick={() => onChange(Math.min(line.claimableUnits, units + 1))}
        >
          +
        </Native>
      </View>
      {part !== null && units > 0 && (
        <Field
          label="退多少元（不填就全退）"
          type="digit"
          value={part}
          onInput={onPart}
          placeholder={`最多 ${yuanText(line.claimableFen)}`}
          maxLength={9}
        />
      )}
    </View>
  </View>
);

interface WhyProps {
  form: Form;
  set: (change: Partial<Form>) => void;
  problem: Problem | null;
  /** It was sent once: what is missing stands in red. */
  tried: boolean;
}
export const Why = ({ form, set, problem, tried }: WhyProps) => (
  <Section>
    <Choice
      label="您要怎么办"
      value={form.kind}
      options={optionsOf(AfterSaleKindWords)}
      onChange={(kind) => set({ kind })}
      error={problem?.at('kind')}
    />
    <Choice
      label="为什么"
      value={form.cause}
      options={optionsOf(AfterSaleCauseWords)}
      onChange={(cause) => set({ cause })}
      error={problem?.at('cause')}
    />
    <Field
      label="说明"
      long
      value={form.reason}
      onInput={(reason) => set({ reason })}
      maxLength={500}
      placeholder="哪里不好，什么时候发现的"
      error={problem?.at('reason') ?? (tried && !form.reason.trim() ? '请写明原因' : null)}
    />
    <Photos
      label="照片，拍清楚更快办好"
      paths={form.photos}
      max={PHOTOS_MAX}
      onChange={(photos) => set({ photos })}
      error={problem?.at('photoIds')}
    />
  </Section>
);
