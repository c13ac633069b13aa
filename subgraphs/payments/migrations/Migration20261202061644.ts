import { Migration } from '@mikro-orm/migrations';

export class Migration20261202061644 extends Migration {

  override name = 'Migration20261202061644';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ProfitShare\` add \`recoveryId\` varchar(26) null, add \`toPartyId\` varchar(64) null;`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_recoveryId_index\` (\`recoveryId\`);`);

    this.addSql(`alter table \`Recovery\` add \`caseKey\` varchar(64) null, add \`orderId\` varchar(64) null, add \`creditorPartyId\` varchar(64) not null default '', add \`endHow\` varchar(40) null, add \`endReason\` varchar(200) null, add \`proposedBy\` varchar(64) null, add \`proposedAtMs\` bigint null, add \`endedBy\` varchar(64) null, add \`endedAtMs\` bigint null;`);
    this.addSql(`alter table \`Recovery\` modify \`advanceId\` varchar(26) null;`);
    this.addSql(`alter table \`Recovery\` add unique \`Recovery_caseKey_unique\` (\`caseKey\`);`);
    this.addSql(`alter table \`Recovery\` add index \`Recovery_creditorPartyId_index\` (\`creditorPartyId\`);`);
  }

}
