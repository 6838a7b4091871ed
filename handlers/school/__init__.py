"""School: lessons a screen at a time (`courses`), what a person keeps of them and the certificate (`certificates`).

/school → course → lesson → page … → question → [answer] → why → … → the end → [the form in Word] → [next lesson]
[remember what I finished] → consent → all lessons of a course → [certificate] → name → the Word file, with a link
/start cert_CODE → whose certificate it is
"""

from aiogram import Router

from handlers.school import certificates, courses

router = Router(name="school")
router.include_routers(courses.router, certificates.router)

__all__ = ["router"]
