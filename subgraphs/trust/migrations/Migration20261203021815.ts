import { Migration } from '@mikro-orm/migrations';

export class Migration20261203021815 extends Migration {

  override name = 'Migration20261203021815';

  override up(): void | Promise<void> {
    this.addSql(`create table \`BackupMedium\` (\`id\` varchar(26) not null, \`label\` varchar(40) not null, \`kind\` varchar(40) not null, \`state\` varchar(40) not null, \`holderId\` varchar(26) not null, \`heldSinceMs\` bigint not null, \`place\` varchar(80) not null, \`isOffSite\` tinyint(1) not null, \`takerId\` varchar(26) null, \`offeredAtMs\` bigint null, \`registeredAtMs\` bigint not null, \`fate\` text null, \`destroyedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`BackupMedium\` add index \`BackupMedium_state_offeredAtMs_index\` (\`state\`, \`offeredAtMs\`);`);
    this.addSql(`alter table \`BackupMedium\` add index \`BackupMedium_registeredAtMs_index\` (\`registeredAtMs\`);`);
    this.addSql(`alter table \`BackupMedium\` add unique \`BackupMedium_label_unique\` (\`label\`);`);

    this.addSql(`create table \`MediumHandover\` (\`id\` varchar(26) not null, \`mediumId\` varchar(26) not null, \`giverId\` varchar(26) not null, \`takerId\` varchar(26) not null, \`purpose\` text not null, \`offeredAtMs\` bigint not null, \`confirmedAtMs\` bigint null, \`lapsedAtMs\` bigint null, \`place\` varchar(80) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MediumHandover\` add index \`MediumHandover_mediumId_offeredAtMs_index\` (\`mediumId\`, \`offeredAtMs\`);`);
    this.addSql(`alter table \`MediumHandover\` add index \`MediumHandover_confirmedAtMs_index\` (\`confirmedAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`MediumHandover\`;`);
    this.addSql(`drop table if exists \`BackupMedium\`;`);
  }

}
