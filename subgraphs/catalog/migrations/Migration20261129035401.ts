import { Migration } from '@mikro-orm/migrations';

export class Migration20261129035401 extends Migration {

  override name = 'Migration20261129035401';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ConformityPromise\` (\`id\` varchar(26) not null, \`number\` varchar(60) not null, \`partyId\` varchar(64) not null, \`basis\` varchar(40) not null, \`quantity\` varchar(120) not null, \`signedBy\` text not null, \`givenAtMs\` bigint not null, \`givenByAccountId\` varchar(64) not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ConformityPromise\` add unique \`ConformityPromise_number_unique\` (\`number\`);`);

    // Who filled in the form of their own look promised and signed by it.
    this.addSql(`insert ignore into \`ConformityPromise\` (\`id\`, \`number\`, \`partyId\`, \`basis\`, \`quantity\`, \`signedBy\`, \`givenAtMs\`, \`givenByAccountId\`) select l.\`id\`, concat('CN-', l.\`code\`), l.\`partyId\`, 'own-test', concat(l.\`units\`, ' 件，每件 ', s.\`specification\`), k.\`checkedBy\`, k.\`recordedAtMs\`, k.\`recordedByAccountId\` from \`SelfCheck\` k join \`Lot\` l on l.\`id\` = k.\`lotId\` join \`Sku\` s on s.\`id\` = l.\`skuId\` where k.\`passed\` = 1;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`ConformityPromise\`;`);
  }

}
