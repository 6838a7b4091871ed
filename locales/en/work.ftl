# /work

work = <b>Coordinator's work</b>

    Where shall we begin?
work-broadcast = Broadcast
work-cases = Neighbours' cases
work-law = Norms and places
work-catalogue = Catalogue of grants
work-people = People and roles
work-audit = Audit
work-setup = The bot and the audit
