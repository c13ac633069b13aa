import { Migration } from '@mikro-orm/migrations';

export class Migration20261129155557 extends Migration {

  override name = 'Migration20261129155557';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PastRate\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`storage\` varchar(40) not null, \`divisionCode\` varchar(40) not null, \`firstGrams\` int not null, \`firstKilogramFen\` bigint not null, \`stepGrams\` int not null, \`perKilogramFen\` bigint not null, \`fromMs\` bigint not null, \`untilMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PastRate\` add index \`PastRate_carrierPartyId_storage_divisionCode_fromMs_index\` (\`carrierPartyId\`, \`storage\`, \`divisionCode\`, \`fromMs\`);`);

    this.addSql(`create table \`PastStationOff\` (\`id\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`offFen\` bigint not null, \`fromMs\` bigint not null, \`untilMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PastStationOff\` add index \`PastStationOff_carrierPartyId_fromMs_index\` (\`carrierPartyId\`, \`fromMs\`);`);
    // What holds now has held since it was last changed; what held before nobody kept.
    this.addSql(`insert into \`PastRate\` (\`id\`, \`carrierPartyId\`, \`storage\`, \`divisionCode\`, \`firstGrams\`, \`firstKilogramFen\`, \`stepGrams\`, \`perKilogramFen\`, \`fromMs\`, \`untilMs\`) select \`id\`, \`carrierPartyId\`, \`storage\`, \`divisionCode\`, \`firstGrams\`, \`firstKilogramFen\`, \`stepGrams\`, \`perKilogramFen\`, \`changedAtMs\`, null from \`Rate\`;`);
    this.addSql(`insert into \`PastStationOff\` (\`id\`, \`carrierPartyId\`, \`offFen\`, \`fromMs\`, \`untilMs\`) select left(\`partyId\`, 26), \`partyId\`, \`stationOffFen\`, coalesce(\`serviceChangedAtMs\`, \`createdAtMs\`), null from \`Carrier\` where \`stationOffFen\` is not null;`);
  }

}
