import { Migration } from '@mikro-orm/migrations';

export class Migration20261129042320 extends Migration {

  override name = 'Migration20261129042320';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ProfitShare\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`payerPartyId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`merchant\` varchar(40) not null, \`kind\` varchar(40) not null, \`amountFen\` bigint not null, \`returningFen\` bigint not null, \`state\` varchar(40) not null, \`settlementId\` varchar(26) null, \`createdAtMs\` bigint not null, \`sharedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_settlementId_index\` (\`settlementId\`);`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_payerPartyId_state_createdAtMs_index\` (\`payerPartyId\`, \`state\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`ProfitShare\` add index \`ProfitShare_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);

    this.addSql(`create table \`ShareReturn\` (\`id\` varchar(26) not null, \`shareId\` varchar(26) not null, \`orderId\` varchar(64) not null, \`payerPartyId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`amountFen\` bigint not null, \`outReturnNo\` varchar(32) not null, \`closedNumbers\` int not null, \`state\` varchar(40) not null, \`nextAtMs\` bigint null, \`attempts\` int not null, \`lastError\` varchar(200) null, \`createdAtMs\` bigint not null, \`returnedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ShareReturn\` add index \`ShareReturn_shareId_index\` (\`shareId\`);`);
    this.addSql(`alter table \`ShareReturn\` add index \`ShareReturn_payerPartyId_index\` (\`payerPartyId\`);`);
    this.addSql(`alter table \`ShareReturn\` add unique \`ShareReturn_outReturnNo_unique\` (\`outReturnNo\`);`);
    this.addSql(`alter table \`ShareReturn\` add index \`ShareReturn_nextAtMs_index\` (\`nextAtMs\`);`);
    this.addSql(`alter table \`ShareReturn\` add index \`ShareReturn_createdAtMs_index\` (\`createdAtMs\`);`);
    this.addSql(`alter table \`ShareReturn\` add index \`ShareReturn_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);

    this.addSql(`alter table \`Settlement\` add \`sharedFen\` bigint not null, add \`carrierPartyId\` varchar(64) null;`);
  }

}
