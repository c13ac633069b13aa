import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { line, mobilePhone, parse, z } from '@heitu/kit/rules/validate';
import { maskPhone } from '@heitu/kit/privacy/vault';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Account } from './account.entity.ts';
import { phoneRefusals } from './account.refusals.ts';
import { BIND_PHONE, phoneBlindOf } from './phone.policy.ts';
import { useCode } from './use-code.ts';

const bySms = z.object({ phone: mobilePhone(), code: z.string().regex(/^\d{6}$/, '请填写短信里的6位数字') });
const byWechat = z.object({ code: line(128) });

/**
 * Binds a phone to whoever reads out the code that was sent there. Errors: CODE_REFUSED (wrong, late, used, tried too
 * often: all alike).
 */
export async function bindPhone(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ accountId: string; phone: string }>> {
  const valid = parse(bySms, input);
  if (!valid.ok) return valid;
  const { phone, code } = valid.value;
  const proof = await useCode(
    context,
    { purpose: BIND_PHONE, accountId: context.actor.id, phoneBlind: phoneBlindOf(context, phone) },
    code,
  );
  if (!proof) return refuse(phoneRefusals, 'CODE_REFUSED');
  return bindProven(context, phone, proof);
}

/** Binds the phone that WeChat vouches for. Errors: WECHAT_CODE_REFUSED, WECHAT_UNREACHABLE. */
export async function bindPhoneWithWechat(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ accountId: string; phone: string }>> {
  const valid = parse(byWechat, input);
  if (!valid.ok) return valid;
  let phone: string | null;
  try {
    phone = await context.services.wechat.codeToPhone(valid.value.code);
  } catch (error) {
    context.log.warn({ err: error }, 'WeChat gave no phone');
    return refuse(phoneRefusals, 'WECHAT_UNREACHABLE');
  }
  if (!phone) return refuse(phoneRefusals, 'WECHAT_CODE_REFUSED');
  return bindProven(context, phone, async () => true);
}

/** Numbers change hands: whoever proves to hold one now has it, and the account that had it is told. */
async function bindProven(
  context: TrustContext,
  phone: string,
  useProof: (tx: TrustTransaction) => Promise<boolean>,
): Promise<Outcome<{ accountId: string; phone: string }>> {
  const accountId = context.actor.id;
  const phoneBlind = phoneBlindOf(context, phone);
  return context.transaction(async (tx) => {
    if (!(await useProof(tx))) return refuse(phoneRefusals, 'CODE_REFUSED');
    const former = await tx.rows
      .selectFrom('Account')
      .select('id')
      .where('phoneBlind', '=', phoneBlind)
      .where('id', '!=', accountId)
      .executeTakeFirst();
    if (former) {
      await tx.em.nativeUpdate(Account, { id: former.id, phoneBlind }, { phoneSealed: null, phoneBlind: null });
      await notifyAccount(context, tx, former.id, {
        kind: 'phone-moved',
        title: '手机号已解除绑定',
        body: `尾号${phone.slice(-4)}的手机号刚被另一账号验证并绑定；如果不是您本人操作，请联系客服`,
        orderId: null,
      });
    }
    await tx.em.nativeUpdate(
      Account,
      { id: accountId, state: 'active' },
      { phoneSealed: await context.vault.seal(accountId, phone), phoneBlind },
    );
    tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
    return ok({ accountId, phone: maskPhone(phone) });
  });
}
