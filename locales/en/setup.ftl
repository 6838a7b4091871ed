# /setup: what a new bot still needs.

setup-left = <b>First steps</b>

    Hello. You are an administrator of this bot. { $count ->
        [one] { $count } step is left
       *[other] { $count } steps are left
    }; what is done is ticked by itself. This list is always here: /setup
setup-complete = <b>First steps</b>

    Everything is done. The bot is ready.
setup-done = ✅ { $name }
setup-to-do = ⬜ { $name }. { $how }
setup-operator = <b>The operator</b>
setup-operator-how = People have to know who answers for their data. On the server, in the file .env: OPERATOR_NAME, OPERATOR_CONTACT, DATA_LOCATION.
setup-second-admin = <b>A second administrator</b>
setup-second-admin-how = If something happens to you, somebody has to keep the bot. Invite a person whom you trust.
setup-coordinators = <b>Coordinators</b>
setup-coordinators-how = They keep events, broadcasts and questions in their municipality. Invite at least one.
setup-group = <b>The coordinators' group</b>
setup-group-how = Questions are easier to answer together. Make a group with topics, make the bot its administrator and write /connect in it.
setup-backups = <b>Backups</b>
setup-backups-how = On the server, in the file .env, name a folder: BACKUP_DIR. The bot then makes one every night.
setup-backups-wait = A folder is named, but it has no fresh backup. The first comes by the next morning; if not, look for “the backup failed” in the server's log.
setup-catalogue = <b>The catalogue of grants</b>
setup-catalogue-how = Dates that have passed have to be looked at again.
setup-invite-admin = Invite an administrator
setup-invite-coordinator = Invite a coordinator
setup-open-catalogue = Open the catalogue
setup-admins-only = Only administrators can do this.
