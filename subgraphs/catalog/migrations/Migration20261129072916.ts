import { Migration } from '@mikro-orm/migrations';

export class Migration20261129072916 extends Migration {

  override name = 'Migration20261129072916';

  override up(): void | Promise<void> {
    this.addSql(`create table \`FieldCorrection\` (\`id\` varchar(26) not null, \`record\` varchar(40) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`rightId\` varchar(64) null, \`wrong\` text not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`FieldCorrection\` add index \`FieldCorrection_plotId_index\` (\`plotId\`);`);

    this.addSql(`create table \`Harvest\` (\`id\` varchar(26) not null, \`rootId\` varchar(64) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`seasonId\` varchar(64) not null, \`harvestedOn\` varchar(10) not null, \`parts\` int not null, \`unit\` varchar(40) not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Harvest\` add index \`Harvest_rootId_index\` (\`rootId\`);`);
    this.addSql(`alter table \`Harvest\` add index \`Harvest_seasonId_index\` (\`seasonId\`);`);
    this.addSql(`alter table \`Harvest\` add index \`Harvest_plotId_harvestedOn_index\` (\`plotId\`, \`harvestedOn\`);`);

    this.addSql(`create table \`HarvestLeft\` (\`id\` varchar(26) not null, \`parts\` int not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`InputUse\` (\`id\` varchar(26) not null, \`rootId\` varchar(64) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`name\` varchar(60) not null, \`kind\` varchar(40) not null, \`registrationNumber\` varchar(40) null, \`source\` text null, \`dose\` double not null, \`doseUnit\` varchar(40) not null, \`method\` varchar(40) not null, \`usedOn\` varchar(10) not null, \`stoppedOn\` varchar(10) null, \`safeDays\` int not null, \`safeFromOn\` varchar(10) not null, \`byWhom\` text null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`InputUse\` add index \`InputUse_plotId_usedOn_index\` (\`plotId\`, \`usedOn\`);`);
    this.addSql(`alter table \`InputUse\` add index \`InputUse_partyId_recordedAtMs_index\` (\`partyId\`, \`recordedAtMs\`);`);

    this.addSql(`create table \`LotHarvest\` (\`lotId\` varchar(64) not null, \`harvestId\` varchar(64) not null, \`parts\` int not null, primary key (\`lotId\`, \`harvestId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`LotHarvest\` add index \`LotHarvest_harvestId_index\` (\`harvestId\`);`);

    this.addSql(`create table \`MemberGrower\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`name\` text not null, \`addedAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MemberGrower\` add index \`MemberGrower_partyId_index\` (\`partyId\`);`);

    this.addSql(`create table \`Plot\` (\`id\` varchar(26) not null, \`partyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`version\` int not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Plot\` add index \`Plot_partyId_id_index\` (\`partyId\`, \`id\`);`);

    this.addSql(`create table \`PlotFacts\` (\`id\` varchar(26) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`version\` int not null, \`name\` varchar(40) not null, \`growerId\` varchar(64) null, \`divisionCode\` varchar(12) not null, \`township\` varchar(40) not null, \`village\` varchar(40) null, \`sizeParts\` int not null, \`wrong\` text null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PlotFacts\` add index \`PlotFacts_divisionCode_plotId_index\` (\`divisionCode\`, \`plotId\`);`);
    this.addSql(`alter table \`PlotFacts\` add unique \`PlotFacts_plotId_version_unique\` (\`plotId\`, \`version\`);`);

    this.addSql(`create table \`PlotNote\` (\`id\` varchar(26) not null, \`rootId\` varchar(64) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`kind\` varchar(40) not null, \`what\` varchar(100) not null, \`control\` varchar(200) null, \`seenOn\` varchar(10) not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PlotNote\` add index \`PlotNote_plotId_seenOn_index\` (\`plotId\`, \`seenOn\`);`);

    this.addSql(`create table \`Season\` (\`id\` varchar(26) not null, \`rootId\` varchar(64) not null, \`plotId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`year\` int not null, \`crop\` varchar(40) not null, \`variety\` varchar(40) null, \`categoryId\` varchar(64) not null, \`startedOn\` varchar(10) not null, \`recordedAtMs\` bigint not null, \`recordedByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`Season\` add index \`Season_rootId_index\` (\`rootId\`);`);
    this.addSql(`alter table \`Season\` add index \`Season_plotId_startedOn_index\` (\`plotId\`, \`startedOn\`);`);
    this.addSql(`alter table \`Season\` add index \`Season_year_categoryId_index\` (\`year\`, \`categoryId\`);`);

    this.addSql(`alter table \`Lot\` add \`holdDueAtMs\` bigint null, add \`clearedAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
