import { Migration } from '@mikro-orm/migrations';

export class Migration20261203065314 extends Migration {

  override name = 'Migration20261203065314';

  override up(): void | Promise<void> {
    this.addSql(`create table \`PermissionVersion\` (\`id\` varchar(26) not null, \`digest\` varchar(64) not null, \`ruleCount\` int not null, \`addedCount\` int not null, \`removedCount\` int not null, \`changes\` mediumtext not null, \`state\` varchar(40) not null, \`inForce\` varchar(40) null, \`seenAtMs\` bigint not null, \`lastSeenAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`approvedBy\` varchar(26) null, \`approvedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`PermissionVersion\` add index \`PermissionVersion_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`PermissionVersion\` add index \`PermissionVersion_seenAtMs_index\` (\`seenAtMs\`);`);
    this.addSql(`alter table \`PermissionVersion\` add unique \`PermissionVersion_digest_unique\` (\`digest\`);`);
    this.addSql(`alter table \`PermissionVersion\` add unique \`PermissionVersion_inForce_unique\` (\`inForce\`);`);

    this.addSql(`create table \`RoomRules\` (\`room\` varchar(40) not null, \`digest\` varchar(64) not null, \`rules\` mediumtext not null, primary key (\`room\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`PermissionVersion\`;`);
    this.addSql(`drop table if exists \`RoomRules\`;`);
  }

}
