"""The sending: from the start to the report (`launches`), pauses (`pauses`), requests to a second coordinator
(`approval_requests`) and their answers (`approvals`).
"""
