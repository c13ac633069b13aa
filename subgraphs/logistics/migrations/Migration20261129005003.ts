import { Migration } from '@mikro-orm/migrations';

export class Migration20261129005003 extends Migration {

  override name = 'Migration20261129005003';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CustodyLeg\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`carrierPartyId\` varchar(64) not null, \`facilityId\` varchar(26) not null, \`kind\` varchar(40) not null, \`state\` varchar(40) not null, \`openFor\` varchar(26) null, \`sealNumber\` varchar(40) null, \`openedAtMs\` bigint not null, \`givenBy\` varchar(64) null, \`givenAtMs\` bigint null, \`givenUnits\` int null, \`givenSealWhole\` tinyint(1) null, \`givenCelsius\` double null, \`givenSignature\` varchar(43) null, \`takenBy\` varchar(64) null, \`takenAtMs\` bigint null, \`takenUnits\` int null, \`takenSealWhole\` tinyint(1) null, \`takenCelsius\` double null, \`takenSignature\` varchar(43) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CustodyLeg\` add unique \`CustodyLeg_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`CustodyLeg\` add index \`CustodyLeg_shipmentId_openedAtMs_index\` (\`shipmentId\`, \`openedAtMs\`);`);
    this.addSql(`alter table \`CustodyLeg\` add index \`CustodyLeg_state_openedAtMs_index\` (\`state\`, \`openedAtMs\`);`);
  }

}
