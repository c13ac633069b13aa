import { Migration } from '@mikro-orm/migrations';

export class Migration20261128042827 extends Migration {

  override name = 'Migration20261128042827';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add \`openFor\` varchar(120) null;`);
    // Of several open complaints about one thing the newest has the key; the others are people's rights, and go their own way to the end.
    this.addSql(`update \`Complaint\` h join (select \`orderId\`, \`kind\`, max(\`id\`) as \`newest\` from \`Complaint\` where \`closedAtMs\` is null and \`orderId\` is not null group by \`orderId\`, \`kind\`) n on n.\`newest\` = h.\`id\` set h.\`openFor\` = concat(h.\`orderId\`, ' ', h.\`kind\`);`);
    this.addSql(`alter table \`Complaint\` add unique \`Complaint_openFor_unique\` (\`openFor\`);`);

    this.addSql(`alter table \`Delegation\` add \`activeFor\` varchar(160) null;`);
    // Of several active delegations of one party to one agent the newest stays: what the owner said last.
    this.addSql(`update \`Delegation\` h join (select \`partyId\`, \`agentId\`, max(\`id\`) as \`newest\`, max(\`grantedAtMs\`) as \`atMs\` from \`Delegation\` where \`state\` = 'active' group by \`partyId\`, \`agentId\`) n on n.\`partyId\` = h.\`partyId\` and n.\`agentId\` = h.\`agentId\` set h.\`state\` = 'ended', h.\`endedAtMs\` = n.\`atMs\` where h.\`state\` = 'active' and h.\`id\` <> n.\`newest\`;`);
    this.addSql(`update \`Delegation\` set \`activeFor\` = concat(\`partyId\`, ' ', \`agentId\`) where \`state\` = 'active';`);
    this.addSql(`alter table \`Delegation\` add unique \`Delegation_activeFor_unique\` (\`activeFor\`);`);

    // A new code has taken the place of those before it.
    this.addSql(`delete h from \`IdentityCode\` h join \`IdentityCode\` n on n.\`accountId\` = h.\`accountId\` and n.\`clientId\` = h.\`clientId\` and n.\`id\` > h.\`id\`;`);
    this.addSql(`alter table \`IdentityCode\` add unique \`IdentityCode_accountId_clientId_unique\` (\`accountId\`, \`clientId\`);`);

    this.addSql(`alter table \`TechnicalItem\` add \`currentFor\` varchar(400) null;`);
    // Of several current items of one title the newest stays current.
    this.addSql(`update \`TechnicalItem\` h join (select \`part\`, \`clause\`, \`title\`, max(\`id\`) as \`newest\`, max(\`recordedAtMs\`) as \`atMs\` from \`TechnicalItem\` where \`supersededAtMs\` is null group by \`part\`, \`clause\`, \`title\`) n on n.\`part\` = h.\`part\` and n.\`clause\` = h.\`clause\` and n.\`title\` = h.\`title\` set h.\`supersededAtMs\` = n.\`atMs\` where h.\`supersededAtMs\` is null and h.\`id\` <> n.\`newest\`;`);
    this.addSql(`update \`TechnicalItem\` set \`currentFor\` = concat(\`part\`, ' ', \`clause\`, ' ', \`title\`) where \`supersededAtMs\` is null;`);
    this.addSql(`alter table \`TechnicalItem\` add unique \`TechnicalItem_currentFor_unique\` (\`currentFor\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` drop index \`Complaint_openFor_unique\`;`);

    this.addSql(`alter table \`Delegation\` drop index \`Delegation_activeFor_unique\`;`);

    this.addSql(`alter table \`IdentityCode\` drop index \`IdentityCode_accountId_clientId_unique\`;`);

    this.addSql(`alter table \`TechnicalItem\` drop index \`TechnicalItem_currentFor_unique\`;`);
  }

}
