/** Tables of the sandbox's world. Times are milliseconds since the epoch by the sandbox's clock, amounts integer fen. */
export const SCHEMA = `
create table if not exists setting (name text primary key, value text not null);
create table if not exists fault (service text primary key, mode text not null, lie text, ms integer not null, timesLeft integer, path text);
create table if not exists job (id integer primary key, kind text not null, ref text not null, dueAtMs integer not null);
create index if not exists jobDue on job (dueAtMs);
create table if not exists outbound (
  id text primary key, kind text not null, url text not null, payload text not null, state text not null,
  attempts integer not null default 0, dueAtMs integer not null, createdAtMs integer not null, lastStatus integer, lastReply text);
create index if not exists outboundDue on outbound (state, dueAtMs);

create table if not exists prepay (
  id text primary key, kind text not null, tradeNo text not null, request text not null, openid text not null,
  notifyUrl text not null, createdAtMs integer not null, unique (kind, tradeNo));
create table if not exists trade (
  outTradeNo text primary key, combineOutTradeNo text, subMchid text, owner text not null, totalFen integer not null, state text not null,
  profitSharing integer not null, description text not null, attach text, openid text not null, transactionId text unique,
  createdAtMs integer not null, expiresAtMs integer not null, paidAtMs integer, shareFinished integer not null default 0);
create index if not exists tradeCombine on trade (combineOutTradeNo);
create table if not exists refund (
  outRefundNo text primary key, refundId text not null unique, transactionId text not null, rail text not null, refundFen integer not null,
  feeBackFen integer not null, advanceFen integer not null, reason text, notifyUrl text, account text not null,
  createdAtMs integer not null, finishesAtMs integer not null);
create index if not exists refundTrade on refund (transactionId);
create table if not exists nativeCode (
  code text primary key, prepayId text not null, createdAtMs integer not null, isVoid integer not null default 0,
  scanner text);
create table if not exists refundWord (
  outRefundNo text primary key, status text not null, refundFen integer, receiver text not null);
create table if not exists refundDetour (outRefundNo text primary key, state text not null, receiver text not null);
create table if not exists movement (
  id integer primary key, atMs integer not null, payer text not null, payee text not null, amountFen integer not null,
  kind text not null, transactionId text, reference text not null);
create index if not exists movementTrade on movement (transactionId);
create index if not exists movementPayer on movement (payer);
create index if not exists movementPayee on movement (payee);
create table if not exists receiver (rail text not null, type text not null, account text not null, relation text not null, primary key (rail, type, account));
create table if not exists share (
  outOrderNo text primary key, orderId text not null unique, rail text not null, kind text not null, transactionId text not null, request text not null,
  receivers text not null, description text, finishFen integer not null, createdAtMs integer not null, finishesAtMs integer not null);
create index if not exists shareTrade on share (transactionId);
create table if not exists shareReturn (
  outReturnNo text primary key, returnNo text not null, outOrderNo text not null, account text not null, amountFen integer not null,
  description text not null, result text not null, failReason text, createdAtMs integer not null);
create table if not exists advanceReturn (refundId text primary key, returnId text not null, amountFen integer not null, payer text not null, atMs integer not null);
create table if not exists compensation (
  outBillNo text primary key, billId text not null unique, purse text not null, payer text not null,
  transactionId text not null, amountFen integer not null,
  remark text not null, closeReason text, createdAtMs integer not null, finishesAtMs integer not null);
create table if not exists depositBill (
  outBillNo text primary key, billId text not null unique, payer text not null, payee text not null,
  amountFen integer not null, remark text not null, closeReason text, createdAtMs integer not null, finishesAtMs integer not null);
create table if not exists personTransfer (
  outBillNo text primary key, billId text not null unique, payer text not null, openid text not null,
  amountFen integer not null, remark text not null, packageInfo text not null unique,
  createdAtMs integer not null, endedAtMs integer, failReason text);
create table if not exists withdrawal (
  outRequestNo text primary key, withdrawId text not null unique, owner text not null, amountFen integer not null,
  ends text not null, createdAtMs integer not null, returnedAtMs integer);
create table if not exists billFile (token text primary key, base64 text not null, type text not null, expiresAtMs integer not null);

create table if not exists accessToken (token text primary key, expiresAtMs integer not null);
create table if not exists loginCode (code text primary key, openid text not null, unionid text, expiresAtMs integer not null);
create table if not exists phoneCode (code text primary key, phone text not null, expiresAtMs integer not null);
create table if not exists visit (openid text not null, atMs integer not null);
create index if not exists visitOpenid on visit (openid, atMs);
create table if not exists subscription (openid text not null, templateId text not null, sendsLeft integer not null, primary key (openid, templateId));
create table if not exists subscriptionHabit (
  openid text not null, templateId text not null, answer text not null, primary key (openid, templateId));
create table if not exists message (id integer primary key, openid text not null, templateId text not null, page text, data text not null, atMs integer not null);
create table if not exists mediaCheck (traceId text primary key, mediaUrl text not null, openid text not null, suggest text not null, label integer not null, atMs integer not null);
create table if not exists shipping (
  transactionId text primary key, uploads integer not null, logisticsType integer not null, deliveryMode integer not null, complete integer not null,
  parcels text not null, uploadedAtMs integer not null, receiveNoticeAtMs integer, receivedAtMs integer);
create table if not exists groupMessage (
  id text primary key, content text not null, mentioned text not null, atMs integer not null
);
create table if not exists sms (id text primary key, nonce text not null unique, phone text not null, template text not null, params text not null, atMs integer not null);
create table if not exists partnerSecret (secret text primary key);
create table if not exists partnerEvent (id text primary key, type text not null, data text not null, atMs integer not null);
create table if not exists expressSubscription (company text not null, number text not null, callbackUrl text not null, salt text, primary key (company, number));
create table if not exists expressTrack (id integer primary key, company text not null, number text not null, context text not null, state text not null, atMs integer not null);
create index if not exists expressTrackNumber on expressTrack (company, number);
create table if not exists sensorFeed (
  id integer primary key, deviceId text not null, secret text not null, url text not null, curve text not null, humidityPercent real,
  startsAtMs integer not null, sent integer not null default 0);
create table if not exists taxInvoice (
  requestNumber text primary key, number text unique, request text not null, totalFen integer not null, reason text,
  booked integer not null default 0, finishesAtMs integer not null, createdAtMs integer not null);
create table if not exists taxRed (
  sheetNumber text primary key, number text unique, blueNumber text not null, request text not null,
  totalFen integer not null, reason text, needsBuyer integer not null, confirmedAtMs integer,
  finishesAtMs integer not null, createdAtMs integer not null);
create index if not exists taxRedBlue on taxRed (blueNumber);
create table if not exists thermometer (deviceId text primary key, secret text not null, url text not null, curve text not null, startsAtMs integer not null);
`;
