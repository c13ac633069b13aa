import { Migration } from '@mikro-orm/migrations';

export class Migration20261129003030 extends Migration {

  override name = 'Migration20261129003030';

  override up(): void | Promise<void> {
    this.addSql(`create table \`Indicator\` (\`id\` varchar(26) not null, \`key\` varchar(200) not null, \`standardCode\` varchar(60) not null, \`categoryId\` varchar(64) not null, \`name\` varchar(60) not null, \`unit\` varchar(20) null, \`method\` varchar(80) null, \`grade\` varchar(40) null, \`min\` double null, \`max\` double null, \`words\` mediumtext null, \`isNational\` tinyint(1) not null, \`isAsked\` tinyint(1) not null, \`source\` varchar(200) not null, \`sourceOn\` varchar(10) not null, \`doubt\` varchar(200) null, \`createdAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Indicator\` add unique \`Indicator_key_unique\` (\`key\`);`);
    this.addSql(`alter table \`Indicator\` add index \`Indicator_categoryId_index\` (\`categoryId\`);`);

    this.addSql(`create table \`Laboratory\` (\`id\` varchar(26) not null, \`name\` varchar(120) not null, \`accreditationNumber\` varchar(40) not null, \`scope\` mediumtext not null, \`validUntil\` varchar(10) not null, \`registeredAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Laboratory\` add unique \`Laboratory_name_unique\` (\`name\`);`);
    this.addSql(`alter table \`Laboratory\` add unique \`Laboratory_accreditationNumber_unique\` (\`accreditationNumber\`);`);

    this.addSql(`create table \`ReportNumber\` (\`key\` varchar(210) not null, \`partyId\` varchar(64) not null, \`productId\` varchar(64) not null, \`producedOn\` varchar(10) not null, primary key (\`key\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`ScanOpening\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`atMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`SelfCheck\` (\`id\` varchar(26) not null, \`lotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`checkedBy\` text not null, \`checkedOn\` varchar(10) not null, \`fileId\` varchar(64) not null, \`items\` mediumtext not null, \`passed\` tinyint(1) not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`SelfCheck\` add index \`SelfCheck_lotId_index\` (\`lotId\`);`);

    this.addSql(`alter table \`Certificate\` add \`state\` varchar(40) not null, add \`filedByAccountId\` varchar(64) not null, add \`acceptDueAtMs\` bigint not null, add \`decidedAtMs\` bigint null, add \`decidedByAccountId\` varchar(64) null, add \`decidedByRole\` varchar(40) null, add \`returnReason\` text null;`);
    this.addSql(`alter table \`Certificate\` add index \`Certificate_state_acceptDueAtMs_index\` (\`state\`, \`acceptDueAtMs\`);`);

    this.addSql(`alter table \`Inspection\` add \`laboratoryId\` varchar(64) null, add \`reportNumber\` varchar(80) null, add \`sampleName\` varchar(120) null, add \`sampledOn\` varchar(10) null, add \`state\` varchar(40) not null, add \`filedByAccountId\` varchar(64) not null, add \`acceptDueAtMs\` bigint not null, add \`decidedAtMs\` bigint null, add \`decidedByAccountId\` varchar(64) null, add \`decidedByRole\` varchar(40) null, add \`returnReason\` text null;`);
    this.addSql(`alter table \`Inspection\` add index \`Inspection_state_acceptDueAtMs_index\` (\`state\`, \`acceptDueAtMs\`);`);

    // Papers from before wait to be opened, two days from when they came.
    this.addSql(`update \`Certificate\` p set p.\`state\` = 'filed', p.\`acceptDueAtMs\` = p.\`addedAtMs\` + 172800000, p.\`filedByAccountId\` = coalesce((select f.\`ownerId\` from \`StoredFile\` f where f.\`id\` = p.\`fileId\`), '');`);
    this.addSql(`update \`Inspection\` p set p.\`state\` = 'filed', p.\`acceptDueAtMs\` = p.\`recordedAtMs\` + 172800000, p.\`filedByAccountId\` = coalesce((select f.\`ownerId\` from \`StoredFile\` f where f.\`id\` = p.\`fileId\`), '');`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Certificate\` drop index \`Certificate_state_acceptDueAtMs_index\`;`);

    this.addSql(`alter table \`Inspection\` drop index \`Inspection_state_acceptDueAtMs_index\`;`);

    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
