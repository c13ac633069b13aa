import { Migration } from '@mikro-orm/migrations';

export class Migration20261129080645 extends Migration {

  override name = 'Migration20261129080645';

  override up(): void | Promise<void> {
    this.addSql(`create table \`LabelDoubt\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`serial\` int not null, \`partyId\` varchar(64) not null, \`cause\` varchar(40) not null, \`state\` varchar(40) not null, \`openFor\` varchar(72) null, \`openedAtMs\` bigint not null, \`answerDueAtMs\` bigint not null, \`closedAtMs\` bigint null, \`closedByAccountId\` varchar(64) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LabelDoubt\` add unique \`LabelDoubt_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`LabelDoubt\` add index \`LabelDoubt_lotId_serial_index\` (\`lotId\`, \`serial\`);`);
    this.addSql(`alter table \`LabelDoubt\` add index \`LabelDoubt_state_answerDueAtMs_index\` (\`state\`, \`answerDueAtMs\`);`);
    this.addSql(`alter table \`LabelDoubt\` add index \`LabelDoubt_partyId_answerDueAtMs_index\` (\`partyId\`, \`answerDueAtMs\`);`);

    this.addSql(`create table \`LabelRun\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`fromSerial\` int not null, \`count\` int not null, \`form\` varchar(40) not null, \`keyId\` varchar(16) not null, \`claims\` int not null, \`length\` int not null, \`headHash\` varchar(64) not null, \`printedAtMs\` bigint not null, \`printedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LabelRun\` add unique \`LabelRun_lotId_fromSerial_unique\` (\`lotId\`, \`fromSerial\`);`);

    this.addSql(`create table \`LabelScan\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`serial\` int not null, \`visit\` varchar(64) not null, \`atMs\` bigint not null, \`placeCode\` varchar(4) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LabelScan\` add index \`LabelScan_lotId_serial_atMs_index\` (\`lotId\`, \`serial\`, \`atMs\`);`);
    this.addSql(`alter table \`LabelScan\` add index \`LabelScan_atMs_index\` (\`atMs\`);`);
    this.addSql(`alter table \`LabelScan\` add unique \`LabelScan_lotId_serial_visit_unique\` (\`lotId\`, \`serial\`, \`visit\`);`);

    this.addSql(`create table \`VoidLabel\` (\`lotId\` varchar(64) not null, \`serial\` int unsigned not null, \`partyId\` varchar(64) not null, \`atMs\` bigint not null, \`byAccountId\` varchar(64) not null, primary key (\`lotId\`, \`serial\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`Lot\` add \`labelsPrinted\` int not null default 0, add \`labelsVoid\` int not null default 0;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
