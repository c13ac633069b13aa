import { Migration } from '@mikro-orm/migrations';

export class Migration20261129145552 extends Migration {

  override name = 'Migration20261129145552';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CaptureJob\` (\`id\` varchar(26) not null, \`clientId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`lets\` mediumtext not null, \`behaviour\` varchar(40) not null, \`document\` mediumtext not null, \`eventCount\` int not null, \`keptCount\` int null, \`knownCount\` int null, \`errorCount\` int null, \`errors\` mediumtext null, \`createdAtMs\` bigint not null, \`finishedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CaptureJob\` add index \`CaptureJob_clientId_createdAtMs_id_index\` (\`clientId\`, \`createdAtMs\`, \`id\`);`);
    this.addSql(`alter table \`CaptureJob\` add index \`CaptureJob_finishedAtMs_createdAtMs_index\` (\`finishedAtMs\`, \`createdAtMs\`);`);

    this.addSql(`create table \`LotHandedTo\` (\`lotId\` varchar(26) not null, \`partyId\` varchar(64) not null, \`firstAtMs\` bigint not null, primary key (\`lotId\`, \`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ToldEvent\` (\`id\` varchar(26) not null, \`jobId\` varchar(26) not null, \`clientId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`toldBy\` varchar(120) not null, \`contentKey\` varchar(64) not null, \`idKey\` varchar(64) null, \`wrongKey\` varchar(64) null, \`content\` mediumtext not null, \`eventAtMs\` bigint not null, \`recordedAtMs\` bigint not null, \`isForeign\` tinyint(1) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ToldEvent\` add index \`ToldEvent_partyId_wrongKey_index\` (\`partyId\`, \`wrongKey\`);`);
    this.addSql(`alter table \`ToldEvent\` add index \`ToldEvent_recordedAtMs_id_index\` (\`recordedAtMs\`, \`id\`);`);
    this.addSql(`alter table \`ToldEvent\` add index \`ToldEvent_partyId_isForeign_recordedAtMs_index\` (\`partyId\`, \`isForeign\`, \`recordedAtMs\`);`);
    this.addSql(`alter table \`ToldEvent\` add unique \`ToldEvent_partyId_contentKey_unique\` (\`partyId\`, \`contentKey\`);`);
    this.addSql(`alter table \`ToldEvent\` add unique \`ToldEvent_partyId_idKey_unique\` (\`partyId\`, \`idKey\`);`);

    this.addSql(`create table \`ToldEventLot\` (\`eventId\` varchar(26) not null, \`lotId\` varchar(26) not null, primary key (\`eventId\`, \`lotId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ToldEventLot\` add index \`ToldEventLot_lotId_eventId_index\` (\`lotId\`, \`eventId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
