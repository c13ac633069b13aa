import { Migration } from '@mikro-orm/migrations';

export class Migration20261129153006 extends Migration {

  override name = 'Migration20261129153006';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PriceEmergency\` (\`id\` varchar(26) not null, \`issuer\` varchar(80) not null, \`document\` varchar(80) not null, \`region\` varchar(80) not null, \`categoryIds\` mediumtext not null, \`basis\` varchar(40) not null, \`risePercent\` int not null, \`startsAtMs\` bigint not null, \`endsAtMs\` bigint not null, \`state\` varchar(40) not null, \`enteredByAccountId\` varchar(64) not null, \`enteredAtMs\` bigint not null, \`confirmDueAtMs\` bigint not null, \`confirmedByAccountId\` varchar(64) null, \`listedAtMs\` bigint null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PriceEmergency\` add index \`PriceEmergency_state_endsAtMs_index\` (\`state\`, \`endsAtMs\`);`);
    this.addSql(`alter table \`PriceEmergency\` add index \`PriceEmergency_enteredAtMs_index\` (\`enteredAtMs\`);`);

    this.addSql(`create table \`PriceHold\` (\`id\` varchar(26) not null, \`emergencyId\` varchar(64) not null, \`skuId\` varchar(64) not null, \`productId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`waitingFor\` varchar(64) null, \`title\` varchar(255) not null, \`labelVersion\` int not null, \`currentFen\` bigint null, \`retailFen\` bigint not null, \`baseFen\` bigint not null, \`limitFen\` bigint not null, \`wanted\` mediumtext not null, \`state\` varchar(40) not null, \`openedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`decidedAtMs\` bigint null, \`decidedByAccountId\` varchar(64) null, \`reason\` text null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PriceHold\` add index \`PriceHold_productId_index\` (\`productId\`);`);
    this.addSql(`alter table \`PriceHold\` add unique \`PriceHold_waitingFor_unique\` (\`waitingFor\`);`);
    this.addSql(`alter table \`PriceHold\` add index \`PriceHold_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`PriceHold\` add index \`PriceHold_skuId_emergencyId_state_index\` (\`skuId\`, \`emergencyId\`, \`state\`);`);
    this.addSql(`alter table \`PriceHold\` add index \`PriceHold_partyId_openedAtMs_index\` (\`partyId\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`PriceHold\` add index \`PriceHold_openedAtMs_index\` (\`openedAtMs\`);`);
  }

}
