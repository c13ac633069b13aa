import { Migration } from '@mikro-orm/migrations';

export class Migration20261130082355 extends Migration {

  override name = 'Migration20261130082355';

  override up(): void | Promise<void> {
    this.addSql(`create table \`WitnessedFiling\` (\`partyId\` varchar(64) not null, \`agentAccountId\` varchar(64) not null, \`stationPartyId\` varchar(64) not null, \`stationName\` varchar(255) not null, \`signatureSealed\` mediumtext not null, \`atMs\` bigint not null, primary key (\`partyId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

}
